/* interrupt: notes SIGINT and SIGTERM in a flag, natively; WASI has no signals. */
#include "interrupt.h"

#ifdef __wasi__
int interrupt_received(void) { return 0; }
void interrupt_install_handlers(void) {}
#else
#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t interruption;
static void interrupt(int number) { interruption = number; }
int interrupt_received(void) { return interruption; }

void interrupt_install_handlers(void) {
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}
#endif
