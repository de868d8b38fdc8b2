#ifndef BROADSHEET_CLANGUAGEMODEL_H
#define BROADSHEET_CLANGUAGEMODEL_H
#include <stddef.h>

/// The English lexicon: open addressing, 8 bytes a slot, a power of two of slots.
extern const unsigned char *const broadsheet_english_lexicon;
extern const size_t broadsheet_english_lexicon_size;

/// A bit for each of the lexicon's entries, at the upper bits of its hash; a power of two of bits.
extern const unsigned char *const broadsheet_english_filter;
extern const size_t broadsheet_english_filter_size;

/// The English name model: 8 signed bytes a slot, a power of two of slots.
extern const unsigned char *const broadsheet_english_names;
extern const size_t broadsheet_english_names_size;

#endif
