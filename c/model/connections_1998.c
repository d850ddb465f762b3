/* connections_1998: the paper's Table I, by maps of C3. */
#include "parameters_1998.h"

/* The first six maps of C3 see three neighbouring maps of S2, the next six four, three four that are not all neighbours,
 * the last all of them: so that the maps can't all learn the same, and the connections are few. */
const lenet5_connection CONNECTIONS_1998[LENET5_1998_CONNECTIONS] = {
    {0, 0},  {1, 0},  {2, 0},           /* */
    {1, 1},  {2, 1},  {3, 1},           /* */
    {2, 2},  {3, 2},  {4, 2},           /* */
    {3, 3},  {4, 3},  {5, 3},           /* */
    {0, 4},  {4, 4},  {5, 4},           /* */
    {0, 5},  {1, 5},  {5, 5},           /* */
    {0, 6},  {1, 6},  {2, 6},  {3, 6},  /* */
    {1, 7},  {2, 7},  {3, 7},  {4, 7},  /* */
    {2, 8},  {3, 8},  {4, 8},  {5, 8},  /* */
    {0, 9},  {3, 9},  {4, 9},  {5, 9},  /* */
    {0, 10}, {1, 10}, {4, 10}, {5, 10}, /* */
    {0, 11}, {1, 11}, {2, 11}, {5, 11}, /* */
    {0, 12}, {1, 12}, {3, 12}, {4, 12}, /* */
    {1, 13}, {2, 13}, {4, 13}, {5, 13}, /* */
    {0, 14}, {2, 14}, {3, 14}, {5, 14}, /* */
    {0, 15}, {1, 15}, {2, 15}, {3, 15}, {4, 15}, {5, 15},
};
