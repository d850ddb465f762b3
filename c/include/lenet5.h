/* lenet5 — reads handwritten digits with LeNet-5.
 *
 * This header is the whole public interface and its manual.
 *
 *     pixels ── ink ──► ink map ── normalise ──► 28×28 ── network ──► logits ── decide ──► digit or reason
 *     strokes ── rasterise ──► ink map
 *
 * The network is LeNet-5 as it is used today (61,706 parameters, ReLU, max-pooling), after Y. LeCun, L. Bottou,
 * Y. Bengio, P. Haffner, "Gradient-Based Learning Applied to Document Recognition", Proc. IEEE 86(11), 1998.
 * The picture is prepared as MNIST prepared its own: the ink's bounding box scaled to 20 pixels, anti-aliased,
 * the centre of mass in the centre of 28×28.
 *
 * Use:
 *
 *     lenet5 *net = aligned_alloc(LENET5_ALIGNMENT, lenet5_size());
 *     lenet5_error fault;
 *     if (lenet5_load(net, file, bytes, &fault) != LENET5_OK) { puts(fault.message); return; }
 *     void *memory = aligned_alloc(LENET5_ALIGNMENT, lenet5_context_size(width, height));
 *     lenet5_context *context = lenet5_context_init(memory, width, height);
 *     lenet5_result result;
 *     lenet5_status status = lenet5_predict(net, context, rgba, width, height, &result);
 *     if (status == LENET5_OK) printf("%d %.4f\n", result.digit, result.confidence);
 *     else                     puts(lenet5_status_text(status));
 *
 * Memory is the caller's: the engine allocates nothing, opens nothing, keeps no global state; no object needs a
 * clean-up but the caller's free(). Each function may be called by any number of threads at once, on these terms:
 *
 *     object               bytes                           threads
 *     lenet5               lenet5_size(): 0.64 MB          any number share it: once loaded it is immutable
 *     lenet5_context       lenet5_context_size(w, h):      one each: scratch memory, which holds nothing between calls
 *                          0.7 MB for strokes, 2.4 MB      but what lenet5_layers() returns
 *                          for 280×280, 20 MB at most
 *     lenet5_reader        lenet5_reader_size(): 19 MB     one each: scratch memory, which holds nothing between calls
 *     lenet5_result        896                             one at a time writes; as for all that a function fills
 *     lenet5_reading       13,600
 *     lenet5_request       324
 *     lenet5_sweep_result  87,100
 *     lenet5_activations   36,472
 *     lenet5_error         240
 *     lenet5_example       788
 *     lenet5_learned       20
 *
 * The first three are opaque, aligned to LENET5_ALIGNMENT, and of a size of their own in each build. The members of all
 * others are of 1 or 4 bytes, so that they lie the same way everywhere; web/lib/layout.js has their offsets for
 * JavaScript.
 *
 * The engine is compiled by GCC or Clang, whose vector extensions it uses, as C11; this header is C99 and C++ for any
 * compiler. Link with -llenet5 -lm (pkg-config: lenet5). Of libc the library needs the functions that compilers call by
 * themselves (memcpy, memset, memcmp, floor …) and strlen.
 *
 * The same input gives the same bits on every host (wasm, WASI, x86-64, Arm).
 */
#ifndef LENET5_H
#define LENET5_H

#include <stddef.h>
#include <stdint.h>

/* Of this header; the library is linked statically, and so is of the same version. */
#define LENET5_VERSION_MAJOR 0
#define LENET5_VERSION_MINOR 2
#define LENET5_VERSION_PATCH 0
#define LENET5_VERSION "0.2.0"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    LENET5_CLASSES = 10,    /* the digits 0 … 9 */
    LENET5_SIDE = 28,       /* the normalised picture is 28×28 */
    LENET5_INPUT_SIDE = 32, /* the network's input: the same, with a border of 2 */
    LENET5_PARAMETERS = 61706,
    LENET5_MAX_PIXELS = 16 * 1024 * 1024, /* of a picture */
    LENET5_ALIGNMENT = 64
};

/* Every function that can fail returns one. Zero is success; the negative values are what predict() of the
 * browser module returns in place of a digit. */
typedef enum lenet5_status {
    LENET5_OK = 0,
    LENET5_BLANK = -1,          /* there is no ink in the picture */
    LENET5_NOT_A_DIGIT = -2,    /* there is ink, and it is not a digit */
    LENET5_BAD_ARGUMENT = -3,   /* a null pointer, a size of 0 or over LENET5_MAX_PIXELS, a stroke that is not finite */
    LENET5_BAD_WEIGHTS = -4,    /* the weights' file was refused; the fault says why */
    LENET5_NOT_LOADED = -5,     /* no weights have been loaded yet (browser module) */
    LENET5_NOT_A_NUMBER = -6,   /* there is ink, and no number of the format asked for */
    LENET5_WRONG_LENGTH = -7,   /* a number, of another length than asked for */
    LENET5_UNCERTAIN = -8,      /* perhaps a number, but not sure enough which */
    LENET5_TOO_LONG = -9,       /* more than LENET5_MAX_DIGITS digits, or a line of over 100 times its height */
    LENET5_NO_MEMORY = -10,     /* the context, or the browser module's host, has too little for this picture or line */
    LENET5_WRONG_MACHINE = -11, /* its arithmetic is not that of others: lenet5_check() */
    LENET5_CANCELLED = -12,     /* a digit or a number, and it is crossed out */
    LENET5_MORE_THAN_ONE = -13, /* two digits or more: lenet5_read() reads them */
    LENET5_NO_CELLS = -14       /* there is ink, and no boxes or table around it */
} lenet5_status;

/* One sentence in English for a status; never null. */
const char *lenet5_status_text(lenet5_status status);

/* Why a file was refused: one line that names the tensor or key and what is wrong with it. */
typedef struct lenet5_error {
    char message[240];
} lenet5_error;

typedef struct lenet5 lenet5;
typedef struct lenet5_context lenet5_context;

size_t lenet5_size(void); /* bytes of a lenet5; align it to LENET5_ALIGNMENT */

/* Bytes of a context for pictures of up to width·height pixels whose longer side is at most the longer of width and
 * height; 0 for a size that no picture can have.
 *
 *     0 × 0 (digits from strokes, normalised pictures, the network's inputs; no other pictures)   0.7 MB
 *     28 × 28, 32 × 32                                                                            0.9 MB
 *     280 × 280                                                                                   2.4 MB
 *     640 × 480                                                                                   7.8 MB
 *     1920 × 1080, 4096 × 4096                                                                   11.5 MB
 *     LENET5_MAX_PIXELS × 1: any picture and any line                                            19.9 MB
 *
 * Every context has room for the strokes of a digit. A line of strokes is drawn with its highest stroke 50 pixels
 * high, on a canvas of 524,288 pixels at most, which must fit as a picture does. What doesn't fit is
 * LENET5_NO_MEMORY. What is found doesn't depend on the context. */
size_t lenet5_context_size(int width, int height);

/* Makes a context of the same width and height in memory that is at least that long and aligned to LENET5_ALIGNMENT.
 * Returns memory as a context; null for null memory and for a size that no picture can have. A context can't be
 * moved or copied. */
lenet5_context *lenet5_context_init(void *memory, int width, int height);

/* Loads a safetensors file (F32, F16 or F8_E4M3, PyTorch's names and shapes: convnet.c1.weight [6,1,5,5] … fc.f7.bias [10];
 * metadata "temperature" and "reject_threshold" as decimal text; "float32_border" for a network that integers are too
 * coarse for: it answers in float32, with this value instead of 0 around its 28×28). Everything is checked before
 * anything is written: on LENET5_BAD_WEIGHTS *net is as it was. fault may be null. */
lenet5_status lenet5_load(lenet5 *net, const void *file, size_t bytes, lenet5_error *fault);

/* Whether the weights came with a temperature, which makes confidences say how often answers are right. */
int lenet5_is_calibrated(const lenet5 *net);

/* A known answer: writes a made-up network to *net and has it read a made-up picture, 36×36. LENET5_OK when what it
 * finds is, to the bit, what every machine finds; LENET5_WRONG_MACHINE when this one, or what compiled the engine
 * for it, calculates otherwise. What was in *net and *context is gone. LENET5_NO_MEMORY when the context has no room
 * for it; then nothing is. */
lenet5_status lenet5_check(lenet5 *net, lenet5_context *context);

/* A rectangle, never outside of the picture; of strokes, never outside of what they cover when they are drawn: their
 * extent and half a pen's width around it, rounded outwards. */
typedef struct lenet5_box {
    int32_t x, y, width, height;
} lenet5_box;

/* What a prediction found. */
typedef struct lenet5_result {
    int32_t status;   /* a lenet5_status */
    int32_t digit;    /* 0 … 9, or −1 when the status is not LENET5_OK */
    float confidence; /* the largest probability, 0 … 1, calibrated where the weights are; 0 when blank */
    float score;      /* how much like a digit the ink is; rejected when below the weights' threshold */
    lenet5_box box;   /* of the ink that was read, in the picture's pixels or the points' unit; all 0 when blank */
    float probabilities[LENET5_CLASSES]; /* softmax of logits / temperature; all 0 when blank */
    float logits[LENET5_CLASSES];
    uint8_t picture[LENET5_SIDE * LENET5_SIDE]; /* what the network saw: 0 paper … 255 ink, row-major */
} lenet5_result;

/* Reads the digit in a picture: rgba is [height][width][4] bytes, straight (not premultiplied) alpha, as canvas
 * ImageData has it; 1×1 up to what the context has room for; dark on light or light on dark. Returns result->status,
 * which is LENET5_OK, LENET5_BLANK, LENET5_NOT_A_DIGIT, LENET5_CANCELLED, LENET5_MORE_THAN_ONE, LENET5_BAD_ARGUMENT or
 * LENET5_NO_MEMORY; *result is always written (unless null).
 *
 * What is around a digit is not the digit: a frame, a ring, an oval, the sides of a cell, an underline. A digit is
 * LENET5_CANCELLED when straight strokes through it reach beyond both its sides or far more strokes than any digit has
 * are written over it; a 7 with a bar or a 0 with a slash is none. Two digits or more, apart or touching, are
 * LENET5_MORE_THAN_ONE: the box is around all of them, and lenet5_read() reads them. Both leave the probabilities as what
 * the ink, or the most of it, would have been. Where several digits are suspected, the confidence is lessened. */
lenet5_status lenet5_predict(const lenet5 *net, lenet5_context *context, const uint8_t *rgba, int width, int height,
                             lenet5_result *result);

/* Reads a picture that is already normalised as MNIST's are: 28×28 bytes, 0 paper … 255 ink, row-major, straight
 * into the network. The box is the whole picture. Never LENET5_BLANK. */
lenet5_status lenet5_predict_normalised(const lenet5 *net, lenet5_context *context,
                                        const uint8_t picture[LENET5_SIDE * LENET5_SIDE], lenet5_result *result);

/* The same for the network's whole input: 32×32 bytes, of which MNIST's pictures leave a border of 2 empty. The
 * result's picture is the middle 28×28; the box is the whole input. */
lenet5_status lenet5_predict_input(const lenet5 *net, lenet5_context *context,
                                   const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE], lenet5_result *result);

/* The same for count pictures, one after another: pictures [count][28][28] → results [count]. Returns LENET5_OK, or
 * LENET5_BAD_ARGUMENT for a null pointer, with nothing written. The context's last prediction is the last picture's. */
lenet5_status lenet5_predict_batch(const lenet5 *net, lenet5_context *context, const uint8_t *pictures, size_t count,
                                   lenet5_result *results);

/* One point of a pen's path, in any unit, y downwards. A pen-down run of points has the same stroke number; numbers
 * do not fall. Pressure 0 … 1; 0.5 where the device knows none. */
typedef struct lenet5_point {
    float x, y, pressure;
    int32_t stroke;
} lenet5_point;

enum { LENET5_MAX_POINTS = 65536 };

/* Reads the digit that strokes draw: they are rendered at the stroke width of MNIST, whatever their scale. The box
 * is in the points' unit, rounded outwards. Ink that is no part of the digit is no dirt: it makes the answer
 * LENET5_NOT_A_DIGIT, unless it is a dot beside the digit or in it. Otherwise as lenet5_predict. */
lenet5_status lenet5_predict_strokes(const lenet5 *net, lenet5_context *context, const lenet5_point *points,
                                     size_t count, lenet5_result *result);

/* Numbers
 * --------------------------------------------------------------------------------------------------------------
 *
 *     ink map ── segment ──► pieces ── lattice ──► scored arcs ── grammar ──► string, characters, confidence
 *
 * A line of writing is straightened, brought to one size and slant and cut into pieces; LeNet-5 reads every run of
 * pieces that may be a character; a grammar of well-formed answers and the Viterbi algorithm find the best path (LeCun
 * et al. 1998, sections V to VIII). The confidence of an answer is its share among everything that the line could say,
 * the mean of the passes where there are several.
 *
 * Work is bounded: at most 64 lines of 4,096 components are told apart, and a line has at most 512 pieces and 9,216
 * arcs, each of which costs one prediction, or five where the first is unsure. A line that is read with doubt is read
 * at three slants, which costs at most four times as much. What is beyond the bounds is refused as LENET5_TOO_LONG or
 * LENET5_NOT_A_NUMBER.
 */
enum {
    LENET5_MAX_DIGITS = 64, /* of a number */
    LENET5_MAX_ALTERNATIVES = 5,
    LENET5_MAX_CHOICES = 3,
    LENET5_OUTLINE_POINTS = 16
};

typedef enum lenet5_format {
    LENET5_DIGITS,   /* digits; marks between them are passed over */
    LENET5_ZIP,      /* five digits, or five and four with or without a dash */
    LENET5_AMOUNT,   /* digits with thousands and decimal marks, a sign, $ € £ ¥, strokes around them, or n/100 */
    LENET5_NUMBER,   /* a sign, thousands, decimals: 1,204.50, 1.204,50, -3.5 */
    LENET5_DATE,     /* day, month and perhaps year in either order, or year, month, day; / . or - between them */
    LENET5_TIME,     /* hours and minutes, perhaps seconds: 9:30, 21.05, 08:15:30 */
    LENET5_PHONE,    /* 3 to 15 digits, perhaps a +; dashes, points, slashes and brackets are passed over */
    LENET5_PERCENT,  /* a number and % */
    LENET5_FRACTION, /* 7/8 */
    LENET5_SCORE,    /* 3:2 or 3-2 */
    LENET5_AUTO,     /* any of these, plain digits too: the reading says which */
    LENET5_PATTERN   /* what the request's pattern says */
} lenet5_format;

/* What users call them, in their order. */
#define LENET5_FORMAT_NAMES                                                                                            \
    { "digits", "zip", "amount", "number", "date", "time", "phone", "percent", "fraction", "score", "auto", "pattern" }

enum { LENET5_MAX_PATTERN = 255, LENET5_MAX_VALUE = 71, LENET5_MAX_FORMATTED = 255 }; /* bytes without the end */

/* What to look for. All of it 0 but line −1: digits, on the line with the most ink.
 *
 * Patterns are regular expressions of digits and marks, always of the whole line: \d . [0-3/] [^0] (…) (?:…) | ? * +
 * {3} {2,} {2,4}, a backslash before what would mean something else; marks are - / + = : , % \. \( \) \$ and in
 * UTF-8 € £ ¥; a space matches nothing. At most 256 symbols, repetitions written out, and 120 states. */
typedef struct lenet5_request {
    int32_t format; /* a lenet5_format */
    int32_t length; /* of the digits: 1 … LENET5_MAX_DIGITS of LENET5_DIGITS, 5 or 9 of LENET5_ZIP; 0: any */
    int32_t line; /* 0 for the topmost; −1: the line with the most ink, or where that is no number, the surest one */
    char pattern[LENET5_MAX_PATTERN + 1]; /* of LENET5_PATTERN, NUL-terminated; otherwise empty */
    char currency[4];                     /* of amounts without a sign: "USD", "EUR", "GBP" or "JPY"; empty: USD */
    char locale[36];   /* BCP 47, such as "de-CH": how amounts are written, what 1.204 is, whether 3/7 is in March;
                        * empty: "en-US" */
    lenet5_box region; /* the part of a picture that is looked at, inside of it; all 0: the whole picture */
} lenet5_request;

/* What is wrong with a request, as a phrase ("a ZIP code has 5 or 9 digits"), or null when it is possible. Reading
 * with one that is not is LENET5_BAD_ARGUMENT. */
const char *lenet5_request_error(const lenet5_request *request);

/* Where the request's pattern is wrong, in bytes from its beginning; −1 when it is not. */
int lenet5_pattern_place(const lenet5_request *request);

typedef struct lenet5_place {
    int32_t x, y;
} lenet5_place;

typedef struct lenet5_choice {
    int32_t digit;
    float confidence;
} lenet5_choice;

/* One digit of the best reading. Its confidence and its choices' sum to 1 at most; its outline ends where boxes do. */
typedef struct lenet5_character {
    int32_t digit;
    float confidence; /* posterior that this digit stands here, in the pass that is surest of the reading */
    lenet5_box box;   /* of its ink, in the picture's pixels or the points' unit */
    int32_t choices;
    lenet5_choice choice[LENET5_MAX_CHOICES];    /* other digits, likeliest first */
    lenet5_place outline[LENET5_OUTLINE_POINTS]; /* down the cut on its left, up the cut on its right */
} lenet5_character;

typedef struct lenet5_alternative {
    float confidence;                         /* all alternatives' sum to 1 at most */
    char text[68];                            /* digits only; NUL-terminated, as are the others */
    char formatted[LENET5_MAX_FORMATTED + 1]; /* marks as they were written, a space where digits stand far apart;
                                               * "90210-1234"; amounts as the locale writes them: "$1,204.50" */
    char value[LENET5_MAX_VALUE + 1];         /* a decimal with point and sign ("-3.5", "45.20"), an ISO 8601 date
                                       * ("2026-03-07", without a year "--03-07") or time ("09:30"); empty where there
                                       * is none: ZIP codes, telephone numbers, fractions, scores */
} lenet5_alternative;

/* What a reading found. The best alternative is the answer when the status is LENET5_OK, otherwise what it would have
 * been. */
typedef struct lenet5_reading {
    int32_t status; /* a lenet5_status */
    int32_t
        format; /* the request's; of LENET5_AUTO, what the best alternative is, LENET5_DIGITS where that is no other */
    int32_t lines, line;      /* how many there are, and which one was read; −1 when none */
    float confidence;         /* of the best alternative, 0 … 1, calibrated where the weights are */
    lenet5_box box;           /* of the line; all 0 when none was read */
    lenet5_box before, after; /* of a word before the number and behind it, which was passed over; all 0 for none */
    char currency[4];         /* of the best alternative's sign, "" for none */
    int32_t length;           /* of the best alternative's text: the number of characters */
    int32_t alternatives;
    lenet5_alternative
        alternative[LENET5_MAX_ALTERNATIVES]; /* of different value, likeliest first; they may differ in their marks
                                                      * alone, "$45.20" and "$4,520" */
    lenet5_character character[LENET5_MAX_DIGITS];
} lenet5_reading;

/* Working memory of lenet5_read, beside a context; no meaning between calls. Align it to LENET5_ALIGNMENT. */
typedef struct lenet5_reader lenet5_reader;
size_t lenet5_reader_size(void);

/* Reads the number in a picture, which is as for lenet5_predict. Returns out->status; *out is always written (unless
 * null). A line that does not exist is LENET5_BLANK. */
lenet5_status lenet5_read(const lenet5 *net, lenet5_context *context, lenet5_reader *reader, const uint8_t *rgba,
                          int width, int height, const lenet5_request *request, lenet5_reading *out);

/* Reads the number that strokes draw, which are as for lenet5_predict_strokes. Digits may touch and cross: they are parted
 * where the pen was lifted. */
lenet5_status lenet5_read_strokes(const lenet5 *net, lenet5_context *context, lenet5_reader *reader,
                                  const lenet5_point *points, size_t count, const lenet5_request *request,
                                  lenet5_reading *out);

/* Cells
 * ----------------------------------------------------------------------------------------------------------------
 *
 * The boxes of a form, the squares of a Sudoku, a table's cells: what printed or drawn rules enclose, and what stands
 * between the teeth of a comb. The rules are followed across what is written over them; each cell is straightened by its
 * corners, so that the sheet may be turned by up to 15° or be photographed at an angle.
 */
enum { LENET5_MAX_CELLS = 1024, LENET5_CELL_TEXT = 20, LENET5_CELL_CHOICES = 3 };

typedef enum lenet5_cell_kind {
    LENET5_CELL_BLANK,
    LENET5_CELL_DIGIT,
    LENET5_CELL_NUMBER,
    LENET5_CELL_UNREAD /* there is ink, and neither a digit nor a number for sure */
} lenet5_cell_kind;

typedef struct lenet5_cell_choice {
    float confidence;
    char text[LENET5_CELL_TEXT]; /* as a cell's */
} lenet5_cell_choice;

typedef struct lenet5_cell {
    int32_t kind; /* a lenet5_cell_kind */
    int32_t row, column;
    float confidence;            /* 0 … 1, of the text or of being blank */
    lenet5_box box;              /* around its four corners, in the picture's pixels */
    char text[LENET5_CELL_TEXT]; /* with its marks, "12.50"; NUL-terminated; empty unless a digit or a number */
    int32_t choices;
    lenet5_cell_choice
        choice[LENET5_CELL_CHOICES]; /* what else it could be, likeliest first; what at all, where unread */
} lenet5_cell;

/* Rows and columns are counted from the top left; a table whose cells are not all there has fewer than rows × columns. */
typedef struct lenet5_table {
    int32_t status; /* LENET5_OK, LENET5_BLANK, LENET5_NO_CELLS, LENET5_TOO_LONG: more cells than LENET5_MAX_CELLS */
    int32_t rows, columns, cells;
    lenet5_cell cell[LENET5_MAX_CELLS];
} lenet5_table;

/* Reads the cells in a picture, which is as for lenet5_read, or in a region inside of it (null: the whole picture).
 * Returns out->status; *out is always written (unless null). */
lenet5_status lenet5_read_cells(const lenet5 *net, lenet5_context *context, lenet5_reader *reader, const uint8_t *rgba,
                                int width, int height, const lenet5_box *region, lenet5_table *out);

/* The sweep
 * ------------------------------------------------------------------------------------------------------------
 *
 * The network moved along a line in steps of LENET5_SWEEP_STRIDE pixels, without any cuts: a space displacement neural
 * network (LeCun et al. 1998, section VIII). For visualisation; reading does not use it. The paper found that it did
 * not beat over-segmentation.
 */
enum {
    LENET5_SWEEP_STRIDE = 4,
    LENET5_SWEEP_WIDTH = 2080,
    LENET5_MAX_PLACES = (LENET5_SWEEP_WIDTH - LENET5_INPUT_SIDE) / LENET5_SWEEP_STRIDE + 1
};

/* What a sweep saw and said. */
typedef struct lenet5_sweep_result {
    int32_t status;      /* LENET5_OK, LENET5_BLANK (no such line either), LENET5_TOO_LONG or LENET5_BAD_ARGUMENT */
    int32_t lines, line; /* how many there are, and which one was swept; −1 when none */
    int32_t width;       /* of the picture; all that follows is 0 or empty unless the status is LENET5_OK */
    int32_t places;      /* place i is the window of 32×32 from column i · LENET5_SWEEP_STRIDE on */
    float logits[LENET5_MAX_PLACES][LENET5_CLASSES];
    uint8_t picture[LENET5_INPUT_SIDE * LENET5_SWEEP_WIDTH]; /* [32][width] 0 paper … 255 ink: the line, straightened */
} lenet5_sweep_result;

/* Sweeps a line of a picture, which is as for lenet5_read; line as in lenet5_request. Returns out->status; *out is
 * always written (unless null). In float32. */
lenet5_status lenet5_sweep(const lenet5 *net, lenet5_context *context, lenet5_reader *reader, const uint8_t *rgba,
                           int width, int height, int line, lenet5_sweep_result *out);

/* Every layer's output, after its activation function, row-major. */
typedef struct lenet5_activations {
    float input[LENET5_INPUT_SIDE][LENET5_INPUT_SIDE]; /* 0 paper … 1 ink */
    float c1[6][28][28];
    float s2[6][14][14];
    float c3[16][10][10];
    float s4[16][5][5];
    float c5[120];
    float f6[84];
    float logits[LENET5_CLASSES];
} lenet5_activations;

/* The layers behind the context's last prediction, computed anew in float32 (predictions are made in integers, so
 * that result->logits differ from these by a few tenths); undefined after LENET5_BLANK or LENET5_BAD_ARGUMENT and
 * before the first prediction. They live in the context until the next call. */
const lenet5_activations *lenet5_layers(const lenet5 *net, lenet5_context *context);

/* Learning
 * --------------------------------------------------------------------------------------------------------------
 *
 * Digits that the network misreads, told what they are, become digits that it reads: F6 and F7 are changed as little as
 * it takes, and rehearsed on digits and non-digits that the engine draws itself. The result is another file of weights;
 * whoever keeps the one before can go back to it, to the bit.
 */
enum {
    LENET5_MAX_EXAMPLES = 200,
    LENET5_LEARNED_BYTES = LENET5_PARAMETERS * 4 + 4096 /* what a learned file takes at most */
};

typedef struct lenet5_example {
    uint8_t picture[LENET5_SIDE * LENET5_SIDE]; /* as a result's: what the network saw, 0 paper … 255 ink */
    int32_t digit;                              /* what it is: 0 … 9, or −1: no digit */
} lenet5_example;

/* What came of it. */
typedef struct lenet5_learned {
    int32_t file_bytes;          /* the file's length */
    int32_t right_before, right; /* examples that are answered as they say, by the weights before and by these */
    int32_t rehearsed, kept;     /* drawn pictures, and how many of them are answered as before */
} lenet5_learned;

size_t lenet5_learn_size(void); /* bytes of working memory, to be aligned to LENET5_ALIGNMENT: 1.6 MB */

/* Learns 1 … LENET5_MAX_EXAMPLES examples, ten in less than a tenth of a second: file, as lenet5_load takes it, →
 * learned, the same with other weights of F6 and F7. Its metadata say which weights it came from ("learned_from":
 * "sha256:…" of the file) and keep temperature, reject_threshold and float32_border, rounded to nine decimals. Learning is the same to the bit on every host, and changes
 * nothing where every example is read right already by a margin. Start from the same file with all examples each time,
 * rather than from what was learned before.
 *
 * LENET5_BAD_WEIGHTS for a file that lenet5_load would refuse, for a temperature or threshold beyond all reason, and
 * where learning would make parameters that no file may hold; LENET5_BAD_ARGUMENT for null pointers and for examples
 * that say nothing: none or too many, a picture without ink, a digit that is none, the same picture as two digits, no
 * digit for weights that refuse nothing. fault, which may be null, says which; learned and *report are then undefined. */
lenet5_status lenet5_learn(const void *file, size_t bytes, const lenet5_example *examples, size_t count, void *memory,
                           void *learned, lenet5_learned *report, lenet5_error *fault);

/* The network of 1998
 * --------------------------------------------------------------------------------------------------------------
 *
 * LeNet-5 as it was published, for comparison: its own weights in the place of network and decision, everything before
 * them is the same. Hyperbolic tangents, subsampling with trainable coefficients, C3 connected to chosen maps of S2, and
 * as outputs the squared distances of F6 from ten pictures of 7×12 pixels. lenet5_read has no such counterpart: how
 * numbers are read is fitted to the outputs of today's network.
 */
enum {
    LENET5_1998_PARAMETERS = 60000,
    LENET5_1998_CONNECTIONS = 60, /* of a map of S2 with a map of C3 */
    LENET5_1998_CODE = 84         /* pixels of a digit's picture: 12 rows of 7 */
};

typedef struct lenet5_1998 lenet5_1998; /* as lenet5, of lenet5_1998_size() bytes: 0.25 MB */
size_t lenet5_1998_size(void);

/* As lenet5_load, for the tensors c1.weight [6,1,5,5], c1.bias, s2.coefficient [6], s2.bias, c3.weight [60,5,5], c3.bias
 * [16], s4.coefficient [16], s4.bias, c5.weight [120,16,5,5], c5.bias, f6.weight [84,120], f6.bias; metadata "rubbish"
 * beside "temperature" and "reject_threshold". All connections are on. */
lenet5_status lenet5_1998_load(lenet5_1998 *net, const void *file, size_t bytes, lenet5_error *fault);

/* As lenet5_is_calibrated. */
int lenet5_1998_is_calibrated(const lenet5_1998 *net);

/* As their namesakes above. A result's logits are the negative distances; it is refused as LENET5_NOT_A_DIGIT when
 * rubbish is likelier than all digits together, unless the weights' metadata say otherwise. */
lenet5_status lenet5_1998_predict(const lenet5_1998 *net, lenet5_context *context, const uint8_t *rgba, int width,
                                  int height, lenet5_result *result);
lenet5_status lenet5_1998_predict_normalised(const lenet5_1998 *net, lenet5_context *context,
                                             const uint8_t picture[LENET5_SIDE * LENET5_SIDE], lenet5_result *result);
lenet5_status lenet5_1998_predict_input(const lenet5_1998 *net, lenet5_context *context,
                                        const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                                        lenet5_result *result);
lenet5_status lenet5_1998_predict_strokes(const lenet5_1998 *net, lenet5_context *context, const lenet5_point *points,
                                          size_t count, lenet5_result *result);

/* The posterior of rubbish, e^−j / (e^−j + Σ e^−y), for a result that was not blank. */
float lenet5_1998_rubbish(const lenet5_1998 *net, const lenet5_result *result);

/* As lenet5_layers; the input is −0.1 paper … 1.175 ink, the logits are the negative distances. */
const lenet5_activations *lenet5_1998_layers(const lenet5_1998 *net, lenet5_context *context);

typedef struct lenet5_connection {
    uint8_t from, to; /* maps of S2 and of C3 */
} lenet5_connection;

/* Connection number 0 … LENET5_1998_CONNECTIONS − 1: by C3's map, then by S2's. Its kernel is that number's in the
 * weights. */
lenet5_connection lenet5_1998_connection(int number);

/* Switches connections off (0) and on: to see what they are for. Not while another thread uses net. */
void lenet5_1998_connect(lenet5_1998 *net, const uint8_t connected[LENET5_1998_CONNECTIONS]);

/* The code of a digit: −1 paper, +1 ink, 12 rows of 7. */
void lenet5_1998_code(int digit, float code[LENET5_1998_CODE]);

/* The layers of either network, computed from how they are built. */
typedef enum lenet5_network { LENET5_NETWORK_TODAY, LENET5_NETWORK_1998 } lenet5_network;

typedef struct lenet5_layer {
    char name[8], kind[32];
    int32_t maps, side; /* of the output: maps of side × side; of side 1 where it is a vector */
    int32_t units;
    int32_t parameters;      /* trained */
    int32_t connections;     /* as the paper counts them: a unit's to its inputs, and one to its bias */
    int32_t multiplications; /* by a parameter, or of a difference with itself */
} lenet5_layer;

enum { LENET5_LAYERS = 8 }; /* the input, C1, S2, C3, S4, C5, F6 and the output */
void lenet5_structure(lenet5_network network, lenet5_layer layers[LENET5_LAYERS]);

#ifdef __cplusplus
}
#endif

#endif
