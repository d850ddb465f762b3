/* The features of an arc as a table: the enumeration, the scales and the descriptions are made from it.
 *
 * X(NAME, scale, least, most, unit, meaning): feature = scale · measure. least … most: the measure's range before the
 * scale; where a meaning says "limited", what lies outside is set to its end. A body is the height of a digit,
 * SEGMENT_BODY pixels of the line image. The scales bring the features to about −1 … 2, so that the fit takes equal
 * steps in all of them; chosen by hand, and part of the fitted model: after a change it has to be fitted anew.
 */
#ifndef LENET5_NUMBER_LATTICE_FEATURE_TABLE_H
#define LENET5_NUMBER_LATTICE_FEATURE_TABLE_H

/* clang-format off */
#define LATTICE_FEATURE_TABLE(X)                                                                                     \
    X(BIAS,           1,    1,     1,     "",            "constant")                                                 \
    X(SCORE,          0.2f, -10,   10,    "score",       "the network's score above the reject threshold, limited")  \
    X(CONFIDENCE,     1,    0,     1,     "probability", "of the likeliest digit")                                   \
    X(SECOND,         0.2f, -16,   0,     "ln",          "probability of the second digit")                          \
    X(HEIGHT,         1,    0,     2,     "bodies",      "height of the box")                                        \
    X(HEIGHT_SQUARED, 1,    0,     4,     "bodies²",     "its square")                                               \
    X(WIDTH,          1,    0,     103,   "bodies",      "width of the box")                                         \
    X(WIDTH_SQUARED,  1,    0,     10609, "bodies²",     "its square")                                               \
    X(BOTTOM,         1,    -1.5f, 0.5f,  "bodies",      "bottom of the box below the digits' feet")                 \
    X(MIDDLE,         1,    -1,    1,     "bodies",      "middle of the box below the digits' middle")               \
    X(MIDDLE_SQUARED, 1,    0,     1,     "bodies²",     "its square")                                               \
    X(LEFT_CUT,       2,    0,     2,     "bodies",      "full ink that the seam on the left costs")                 \
    X(RIGHT_CUT,      2,    0,     2,     "bodies",      "full ink that the seam on the right costs")                \
    X(IS_CUT_LEFT,    1,    0,     1,     "0 or 1",      "whether the seam on the left goes through ink")            \
    X(IS_CUT_RIGHT,   1,    0,     1,     "0 or 1",      "whether the seam on the right goes through ink")           \
    X(INNER_GAP,      2,    0,     103,   "bodies",      "the widest run of empty columns inside")                   \
    X(MASS,           2,    0,     206,   "bodies²",     "full ink")                                                 \
    X(FILL,           1,    0,     1,     "share",       "ink of the box")                                           \
    X(PIECES,         0.3f, 0,     8,     "pieces",      "beside the first")                                         \
    X(LEFT_GAP,       1,    -0.5f, 1.5f,  "bodies",      "paper up to the piece on the left, limited; most for none")\
    X(RIGHT_GAP,      1,    -0.5f, 1.5f,  "bodies",      "paper up to the piece on the right, limited; most for none")\
    X(COLUMN_RUNS,    0.5f, 0,     40,    "strokes",     "mean number that a column with ink crosses")               \
    X(ROW_RUNS,       0.5f, 0,     2048,  "strokes",     "mean number that a row with ink crosses")                  \
    X(UPPER,          1,    0,     1,     "share",       "ink in the upper third of the box")                        \
    X(LOWER,          1,    0,     1,     "share",       "ink in the lower third of the box")                        \
    X(IS_WIDENED,     1,    0,     1,     "0 or 1",      "whether the arc takes ink beyond a seam")                  \
    X(HOLDS_POINT,    1,    0,     1,     "0 or 1",      "whether it begins or ends with what looks like a point")\
    X(LEAN,           1,    -0.5f, 0.5f,  "across per up","of its ink, beside that of the line's strokes, limited")      \
    X(SLANT,          1,    -0.5f, 0.5f,  "across per up","of the line's strokes, which the line image is without")
/* clang-format on */

#endif
