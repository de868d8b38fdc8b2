#ifndef BROADSHEET_CTHEME_H
#define BROADSHEET_CTHEME_H
#include <stddef.h>

/// One file of the default theme, embedded so that the executable needs nothing beside it.
struct theme_file {
  const char *path;
  const unsigned char *bytes;
  size_t count;
};

/// The files, in the order of their paths.
const struct theme_file *theme_file_list(void);
/// How many there are.
size_t theme_file_count(void);

#endif
