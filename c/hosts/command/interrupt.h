/* interrupt: whether the user has interrupted the program, for work that saves its state first. */
#ifndef LENET5_HOSTS_COMMAND_INTERRUPT_H
#define LENET5_HOSTS_COMMAND_INTERRUPT_H

/* From now on the first SIGINT or SIGTERM is only noted; the second ends the program at once. */
void interrupt_install_handlers(void);

int interrupt_received(void);

#endif
