// The floor: what no generator that uses cmark can be faster than on one thread.
//
//   floor CONTENT OUTPUT LIKE
//
// Reads every article below CONTENT, parses and renders it with libcmark, and writes to OUTPUT as many files with
// as many bytes as the site in LIKE has, in folders of the same names. The bytes are those of the rendered
// articles, over and over; nothing else is computed. Prints seconds of each part.

#define _GNU_SOURCE
#include <cmark.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
       + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void fail(const char *what) {
  fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
  exit(1);
}

static void write_all(int file, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(file, bytes, count);
    if (written < 0) fail("write");
    bytes += written;
    count -= (size_t)written;
  }
}

// The files and folders of the site to be like; listed before the clock starts.
struct entry {
  char *path;
  size_t size;
  int is_folder;
};

static struct entry *entries;
static size_t entry_count;

static void list(char *folder) {
  size_t room = 0, prefix = strlen(folder);
  char *roots[] = {folder, NULL};
  FTS *walk = fts_open(roots, FTS_PHYSICAL, NULL);
  if (!walk) fail(folder);
  for (FTSENT *e; (e = fts_read(walk));) {
    if (e->fts_info != FTS_D && e->fts_info != FTS_F) continue;
    if (strlen(e->fts_path) <= prefix) continue;
    if (entry_count == room) entries = realloc(entries, (room = room ? room * 2 : 1024) * sizeof *entries);
    entries[entry_count++] =
        (struct entry){strdup(e->fts_path + prefix), (size_t)e->fts_statp->st_size, e->fts_info == FTS_D};
  }
  fts_close(walk);
}

static int is_article(const char *name) {
  const char *dot = strrchr(name, '.');
  return dot && (!strcmp(dot, ".md") || !strcmp(dot, ".txt"));
}

// The rendered HTML of all articles in a ring, which the output is written from.
static const size_t ring_size = 32u << 20;
static char *ring;
static size_t ring_at;

static void keep(const char *html, size_t length) {
  if (length > ring_size) length = ring_size;
  if (ring_at + length > ring_size) ring_at = 0;
  memcpy(ring + ring_at, html, length);
  ring_at += length;
}

static size_t render(char *content) {
  size_t articles = 0, room = 1 << 16;
  char *text = malloc(room);
  char *roots[] = {content, NULL};
  FTS *walk = fts_open(roots, FTS_LOGICAL | FTS_NOSTAT, NULL);
  if (!walk) fail(content);
  for (FTSENT *e; (e = fts_read(walk));) {
    if ((e->fts_info != FTS_F && e->fts_info != FTS_NSOK) || !is_article(e->fts_name)) continue;
    int file = open(e->fts_accpath, O_RDONLY | O_CLOEXEC);
    if (file < 0) fail(e->fts_path);
    size_t length = 0;
    for (ssize_t got; (got = read(file, text + length, room - length - 1)) != 0;) {
      if (got < 0) fail(e->fts_path);
      length += (size_t)got;
      if (room - length < 2) text = realloc(text, room *= 2);
    }
    close(file);
    text[length] = 0;
    // Front matter is skipped, not read.
    char *body = text;
    if (!strncmp(text, "---\n", 4)) {
      char *end = strstr(text + 4, "\n---\n");
      if (end) body = end + 5;
    }
    cmark_node *document = cmark_parse_document(body, length - (size_t)(body - text), CMARK_OPT_UNSAFE);
    char *html = cmark_render_html(document, CMARK_OPT_UNSAFE);
    keep(html, strlen(html));
    free(html);
    cmark_node_free(document);
    articles++;
  }
  fts_close(walk);
  free(text);
  return articles;
}

static size_t write_output(const char *output) {
  char path[4096];
  size_t bytes = 0, at = 0;
  if (mkdir(output, 0777) && errno != EEXIST) fail(output);
  for (size_t i = 0; i < entry_count; i++) {
    snprintf(path, sizeof path, "%s%s", output, entries[i].path);
    if (entries[i].is_folder) {
      if (mkdir(path, 0777) && errno != EEXIST) fail(path);
      continue;
    }
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) fail(path);
    for (size_t left = entries[i].size; left > 0;) {
      size_t part = left < ring_size - at ? left : ring_size - at;
      write_all(file, ring + at, part);
      left -= part;
      at = (at + part) % ring_size;
    }
    bytes += entries[i].size;
    close(file);
  }
  return bytes;
}

int main(int count, char **arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: floor CONTENT OUTPUT LIKE\n");
    return 2;
  }
  list(arguments[3]);
  ring = malloc(ring_size);
  memset(ring, 'x', ring_size);
  double begun = now(), used = cpu();
  size_t articles = render(arguments[1]);
  double rendered = now();
  size_t bytes = write_output(arguments[2]);
  double ended = now();
  printf("{\"articles\": %zu, \"entries\": %zu, \"bytes\": %zu, \"render\": %.4f, \"write\": %.4f, \"wall\": %.4f, "
         "\"cpu\": %.4f}\n",
         articles, entry_count, bytes, rendered - begun, ended - rendered, ended - begun, cpu() - used);
  return 0;
}
