/* The texts of the symbols, in their order. */
#include "symbols.h"

#include <string.h>

static const char TEXT[SYMBOLS_WRITTEN][4] = {
    "0",        "1",       "2", "3", "4", "5", "6", "7", "8", "9", ".",
    ",",        ":",       "-", "/", "+", "=", "%", "(", ")", "$", "\xE2\x82\xAC",
    "\xC2\xA3", "\xC2\xA5"};

const char *symbol_text(int symbol) { return symbol < SYMBOLS_WRITTEN ? TEXT[symbol] : ""; }

int symbol_parse(const char *text, int *bytes) {
    for (int symbol = 0; symbol < SYMBOLS_WRITTEN; symbol++) {
        int length = 0;
        while (length < 4 && TEXT[symbol][length] != '\0' && TEXT[symbol][length] == text[length]) length++;
        if (length < 4 && TEXT[symbol][length] != '\0') continue;
        *bytes = length;
        return symbol;
    }
    return -1;
}
