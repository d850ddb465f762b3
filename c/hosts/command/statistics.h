/* statistics: labelled answers → accuracy, reject curve, confusion and calibration of the recogniser. */
#ifndef LENET5_HOSTS_COMMAND_STATISTICS_H
#define LENET5_HOSTS_COMMAND_STATISTICS_H

#include <stddef.h>

enum { CLASSES = 10, REJECT_POINTS = 5 };

/* The share of errors for which the paper states how much has to be rejected. */
#define STATISTICS_ERROR 0.005

/* One examined picture. */
typedef struct judgement {
    int label;        /* 0 … 9 */
    int guess;        /* the most probable digit, refused or not; −1 when blank */
    int refused;      /* by the engine: blank or not a digit */
    float confidence; /* of the guess */
    float sureness;   /* those with the least are rejected first */
    float likelihood; /* the probability given to the label */
    size_t index;     /* its place in the file, which breaks ties of sureness */
} judgement;

typedef struct statistics {
    size_t count, errors;            /* with nothing refused; a blank is an error */
    size_t refused, errors_accepted; /* as the engine answers */
    size_t of_digit[CLASSES], right_of_digit[CLASSES];
    size_t confusion[CLASSES][CLASSES]; /* [label][guess]; blanks are left out */
    struct {
        double reject; /* the share with the least sureness that is left out */
        double error;  /* errors among the rest, as a share of the rest */
    } reject_curve[REJECT_POINTS];
    double reject_for_error; /* the least share that leaves at most STATISTICS_ERROR among the rest */
    double ece;              /* expected calibration error, 15 bins of equal width (Guo et al. 2017) */
    double nll;              /* mean negative log-likelihood of the labels, in nats */
} statistics;

/* Sorts the judgements by falling sureness. count ≥ 1. */
void statistics_of(judgement *judgements, size_t count, statistics *out);

#endif
