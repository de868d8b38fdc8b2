#include "CLanguageModel.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static _Alignas(64) const unsigned char lexicon[] = {
#embed "en/lexicon.bin"
};
const unsigned char *const broadsheet_english_lexicon = lexicon;
const size_t broadsheet_english_lexicon_size = sizeof lexicon;

static _Alignas(64) const unsigned char filter[] = {
#embed "en/filter.bin"
};
const unsigned char *const broadsheet_english_filter = filter;
const size_t broadsheet_english_filter_size = sizeof filter;

static _Alignas(64) const unsigned char names[] = {
#embed "en/names.bin"
};
const unsigned char *const broadsheet_english_names = names;
const size_t broadsheet_english_names_size = sizeof names;
