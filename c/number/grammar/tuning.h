/* The tuned numbers of grammar: each with its unit, what it was chosen on, and what raising it does.
 *
 * What they were chosen on was written down afterwards, from the history, which tells the occasion of a change but not
 * the values that were tried:
 *   drawn   nothing recorded: by hand, presumably on the project's own drawn rows and amounts
 *   points  by hand, on the amounts of tests/eval/points.js, at the seed that it names
 * Figures on cheques were measured all that time and are quoted in commits: take none of these as independent of them.
 */
#ifndef LENET5_NUMBER_GRAMMAR_TUNING_H
#define LENET5_NUMBER_GRAMMAR_TUNING_H

/* formats.c: ln of odds, added to the score of every arc as that symbol. */

/* Of a slash in rows of digits and ZIP codes, which a leaning 1 looks like: there it is as rare as a date, in amounts
 * it stands before cents. drawn. Up: more 1s are passed over as slashes; down: slashes of dates become 1s. */
static const float GRAMMAR_SLASH_BIAS = -0.8f;
/* Of $ € £ ¥ in amounts, most of which are written without, or beside a printed one. Up: first digits become signs. */
static const float GRAMMAR_CURRENCY_BIAS = -2;
/* Of a character of no format in amounts, which stand where forms have room for no words. Up: badly written digits are
 * refused. */
static const float GRAMMAR_OTHER_BIAS = -2;
/* The same where a format is asked for that says more than digits do. */
static const float GRAMMAR_ASKED_OTHER_BIAS = -1;
/* The same in telephone numbers, whose parts dashes and points part more often. By hand. */
static const float GRAMMAR_PHONE_SLASH_BIAS = -4;
/* Of a point in amounts: a mark that may be one is one rather than a speck, as without its point an amount is a
 * hundred times as large. points. Up: specks at the feet become points. */
static const float GRAMMAR_POINT_BIAS = 1.5f;

/* What a path of digits and marks weighs that is not of the format, where the format says more than digits do: people ask
 * for a date where one is. Up: more dates are refused whose slashes look like ones. And what a path with characters of no
 * format weighs then: chosen on numbers of every kind and on words and rows of digits, all composed of the digits and letters
 * of UNIPEN's training writers, of which at 0.1 by 16 of 840 more are answered rightly, and by 3 of 1,280 more at all. Up:
 * more signs are refused that are badly written; down: more words are taken for numbers. */
static const float GRAMMAR_UNASKED = 0.03f, GRAMMAR_UNREADABLE = 0.1f;

/* Paper between a number and a word before or behind it, in bodies. By hand: letters of a word stand closer. Up: fewer
 * words are cut off; down: parts of digits are taken for words. */
static const float GRAMMAR_WORD_GAP = 0.2f;

/* search.c: bounds on work. Up: slower and larger, and the best strings are found in more cases; the posteriors do
 * not depend on them. drawn. */

/* Paths kept for each node and state, at least GRAMMAR_READINGS. */
enum { GRAMMAR_BEST_PATHS = 6 };
/* Digits of an arc that paths are extended by, the likeliest. */
enum { GRAMMAR_BRANCHES = 3 };

/* The share of all paths to a node that those are followed with which have read a beginning of a string there. By its
 * meaning: thousands of them add up to nothing. Up: faster, and posteriors of long lines are too low. */
static const float GRAMMAR_NEGLIGIBLE = 1e-9f;

#endif
