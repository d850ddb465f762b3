/* main: the help text, the table of verbs and the entry point of the command. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __wasi__
#include <unistd.h>
#else
#include <signal.h>
#endif

#include "../../include/lenet5.h"
#include "command.h"
#include "output.h"
#include "text.h"

/* The help: these lines, then what each verb of VERBS says of itself, then what holds for all. */
static const char ABOUT[] = "lenet5 reads handwritten digits\n"
                            "\n";

static const char FOR_ALL[] =
    "\n"
    "  --json           one JSON object a line on stdout, and nothing else; for a file that fails\n"
    "                   {\"file\", \"error\"}\n"
    "  --weights FILE   instead of the weights inside; any file that import reads\n"
    "  --help, --version\n"
    "\n"
    "FILE is PNG, JPEG, BMP, PGM, PPM or IDX (of which every picture is examined), or - for\n"
    "standard input; IDX files may be gzipped. IDX pictures of 28x28 and 32x32 go straight into\n"
    "the network unless --picture is given. A picture may have up to 16 megapixels.\n"
    "Exit status: 0 when every file could be examined, 2 otherwise.\n";

static const struct verb {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
} VERBS[] = {
    {"predict", command_predict,
     "  lenet5 predict FILE...            one line a file: the file, the digit (or -), the confidence\n"
     "      --verbose                     the ten outputs, their shape, the maximum, the result\n"},
    {"read", command_read,
     "  lenet5 read FILE... --format F    the number on the line with the most ink (or -), the confidence\n"
     "      --format F                    digits (unless given), zip, amount, number, date, time, phone, percent,\n"
     "                                    fraction or score; auto: any of these\n"
     "      --pattern P                   in its place: a regular expression of digits and marks, as \\d{2}/\\d{2}\n"
     "      --currency C                  USD, EUR, GBP or JPY: of amounts without a sign\n"
     "      --locale L                    such as de-CH: how amounts are written, whether 3/7 is in March\n"
     "      --length N                    how many digits there must be\n"
     "      --stages FOLDER               and every stage as PGM or PPM: working to ink, print (what was\n"
     "                                    taken off), unruled, components, lines, path\n"
     "      --region X,Y,WIDTH,HEIGHT     only that part of the picture\n"},
    {"cells", command_cells,
     "  lenet5 cells FILE...              rows and columns of a form's boxes or a table: digits, numbers,\n"
     "                                    nothing where a cell is blank, ? where it can't be read\n"
     "      --csv                         as CSV\n"
     "      --region X,Y,WIDTH,HEIGHT     only that part of the picture\n"},
    {"eval", command_eval,
     "  lenet5 eval IMAGES.idx LABELS.idx errors, reject curve, calibration, confusion\n"
     "      --picture                     treat the images as pictures: find the ink, normalise it\n"},
    {"layers", command_layers,
     "  lenet5 layers FILE...             the layers: shapes, units, parameters, connections, ranges\n"
     "      --stages FOLDER               and every stage from the picture to the network's input as\n"
     "                                    PGM or PPM: working, grey, background, contrast, ink, unruled,\n"
     "                                    components, digit, normalised\n"
     "      --network 1998                for these three: LeNet-5 as it was published\n"},
    {"train", command_train,
     "  lenet5 train                      trains weights on the data that LENET5_DATA holds\n"
     "      --data DIR                    the folder with mnist, digits and unipen in it, instead\n"
     "      --recipe NAME, --epochs N, --seed N, --workers N\n"
     "      --fold K/N                    leave that part of UNIPEN's writers for validation\n"
     "      --learning-rate R             smaller than the recipe's where a training diverges\n"
     "      --start FILE                  begin with these weights instead of random ones\n"
     "      --lines N                     of the recipe strings, which needs --start: how many lines are\n"
     "                                    composed\n"
     "      --average FILE                train nothing: the mean of these weights; up to 8 times\n"
     "      --teacher FILE                distil these weights too; up to 8 times\n"
     "      --output FILE                 lenet5.safetensors unless given\n"
     "      --checkpoint FILE, --resume   go on after an interruption, with the same result\n"
     "      --network 1998                that network instead, on MNIST alone; recipes distorted, paper\n"
     "                                    and modern; no teachers and no checkpoints\n"
     "      --hold-out                    without MNIST's last 10,000, on which errors are counted\n"},
    {"import", command_import,
     "  lenet5 import FILE                anyone's weights, tensor by tensor: safetensors, PyTorch's\n"
     "                                    (.pt, .pth, .pkl), NumPy's .npz, ONNX\n"
     "      --output OUT                  writes them as safetensors that --weights takes\n"
     "      --mean M, --std S             what the network's input was normalised with; 0 and 1\n"
     "      --invert                      it was trained on 1 for paper and 0 for ink\n"
     "      --input 28                    it was trained on 28x28, which its first layer pads by 2\n"
     "      --activation relu, --pooling max  all that this engine runs\n"},
    {"learn", command_learn,
     "  lenet5 learn 7=FILE none=FILE...  weights that read these pictures as what they are said to be: 0 to 9,\n"
     "                                    or none for no digit; up to 200\n"
     "      --output OUT                  writes them as safetensors that --weights takes\n"},
    {"export", command_export,
     "  lenet5 export                     the weights for other programs\n"
     "      --format safetensors, packed, onnx, c-header\n"
     "                                    safetensors unless given; packed: the same in fewer bytes\n"
     "      --output OUT\n"},
#ifndef __wasi__ /* it writes a source file, so the published command has no use for it */
    {"fit-crf", command_fit_crf, ""},
#endif
};

int command_fail(const char *subject, const char *what) {
    fputs("lenet5: ", stderr);
    if (subject != NULL) {
        text_print(stderr, subject);
        fputs(": ", stderr);
    }
    text_print(stderr, what);
    fputc('\n', stderr);
    return COMMAND_FAILED;
}

static int show(const char *text) {
    fputs(text, stdout);
    return COMMAND_OK;
}

static int show_help(void) {
    fputs(ABOUT, stdout);
    for (size_t i = 0; i < sizeof VERBS / sizeof *VERBS; i++) fputs(VERBS[i].help, stdout);
    return show(FOR_ALL);
}

static int run(int argc, char **argv) {
    if (argc < 2) return command_fail(NULL, "a command is missing; lenet5 --help lists them");
    if (strcmp(argv[1], "--version") == 0) return show("lenet5 " LENET5_VERSION "\n");
    if (strcmp(argv[1], "help") == 0) return show_help();
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) return show_help();
    for (size_t i = 0; i < sizeof VERBS / sizeof *VERBS; i++)
        if (strcmp(argv[1], VERBS[i].name) == 0) return VERBS[i].run(argc - 2, argv + 2);
    return command_fail(argv[1], "is no command; lenet5 --help lists them");
}

/* A WASI host opens "/" and passes the current folder in PWD: entering it makes relative names work as elsewhere. */
static void chdir_to_pwd(void) {
#ifdef __wasi__
    const char *folder = getenv("PWD");
    if (folder != NULL && chdir(folder) != 0) fputs("lenet5: the folder in PWD cannot be entered\n", stderr);
#endif
}

/* So that a write over the limit of file sizes (ulimit -f) returns an error and does not end the program. */
static void ignore_file_size_signal(void) {
#ifndef __wasi__
    signal(SIGXFSZ, SIG_IGN);
#endif
}

int main(int argc, char **argv) {
    chdir_to_pwd();
    ignore_file_size_signal();
    return output_end(run(argc, argv));
}
