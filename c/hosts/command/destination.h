/* destination: the regular file, stream or standard output that a name stands for. */
#ifndef LENET5_HOSTS_COMMAND_DESTINATION_H
#define LENET5_HOSTS_COMMAND_DESTINATION_H

typedef enum destination_kind {
    DESTINATION_FILE,   /* a regular file, or nothing yet: to be replaced as a whole */
    DESTINATION_STREAM, /* a device, a pipe: to be written through */
    DESTINATION_OUTPUT  /* this program's standard output */
} destination_kind;

enum { DESTINATION_LONGEST = 4096 };

typedef struct destination {
    destination_kind kind;
    int exists;
    char path[DESTINATION_LONGEST]; /* the name after symbolic links: what they point to is replaced, they stay */
} destination;

/* Null, or what is wrong as a constant phrase: a folder, a file that may not be written, a name without end. */
const char *destination_find(const char *name, destination *out);

/* How many characters of the path its folder has, with the slash; 0 for the current one. */
int destination_folder(const char *path);

#endif
