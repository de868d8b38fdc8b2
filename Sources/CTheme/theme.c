// Made by Scripts/embed-theme: the files of Templates/, embedded.
#include "CTheme.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_0[] = {
#embed "../../Templates/404.html"
};
static const unsigned char file_1[] = {
#embed "../../Templates/archive.html"
};
static const unsigned char file_2[] = {
#embed "../../Templates/article.html"
};
static const unsigned char file_3[] = {
#embed "../../Templates/assets/site.css"
};
static const unsigned char file_4[] = {
#embed "../../Templates/assets/site.js"
};
static const unsigned char file_5[] = {
#embed "../../Templates/author.html"
};
static const unsigned char file_6[] = {
#embed "../../Templates/authors.html"
};
static const unsigned char file_7[] = {
#embed "../../Templates/base.html"
};
static const unsigned char file_8[] = {
#embed "../../Templates/entities.html"
};
static const unsigned char file_9[] = {
#embed "../../Templates/entity.html"
};
static const unsigned char file_10[] = {
#embed "../../Templates/home.html"
};
static const unsigned char file_11[] = {
#embed "../../Templates/labels/de.yaml"
};
static const unsigned char file_12[] = {
#embed "../../Templates/labels/en.yaml"
};
static const unsigned char file_13[] = {
#embed "../../Templates/labels/es.yaml"
};
static const unsigned char file_14[] = {
#embed "../../Templates/labels/fr.yaml"
};
static const unsigned char file_15[] = {
#embed "../../Templates/labels/it.yaml"
};
static const unsigned char file_16[] = {
#embed "../../Templates/labels/nl.yaml"
};
static const unsigned char file_17[] = {
#embed "../../Templates/labels/pt.yaml"
};
static const unsigned char file_18[] = {
#embed "../../Templates/labels/sv.yaml"
};
static const unsigned char file_19[] = {
#embed "../../Templates/page.html"
};
static const unsigned char file_20[] = {
#embed "../../Templates/partials/byline.html"
};
static const unsigned char file_21[] = {
#embed "../../Templates/partials/dossier.html"
};
static const unsigned char file_22[] = {
#embed "../../Templates/partials/footer.html"
};
static const unsigned char file_23[] = {
#embed "../../Templates/partials/key-points.html"
};
static const unsigned char file_24[] = {
#embed "../../Templates/partials/lead-figure.html"
};
static const unsigned char file_25[] = {
#embed "../../Templates/partials/masthead.html"
};
static const unsigned char file_26[] = {
#embed "../../Templates/partials/page.html"
};
static const unsigned char file_27[] = {
#embed "../../Templates/partials/story.html"
};
static const unsigned char file_28[] = {
#embed "../../Templates/redirect.html"
};
static const unsigned char file_29[] = {
#embed "../../Templates/section.html"
};
static const unsigned char file_30[] = {
#embed "../../Templates/series.html"
};
static const unsigned char file_31[] = {
#embed "../../Templates/topic.html"
};
static const unsigned char file_32[] = {
#embed "../../Templates/topics.html"
};

static const struct theme_file files[] = {
    {"404.html", file_0, sizeof file_0},
    {"archive.html", file_1, sizeof file_1},
    {"article.html", file_2, sizeof file_2},
    {"assets/site.css", file_3, sizeof file_3},
    {"assets/site.js", file_4, sizeof file_4},
    {"author.html", file_5, sizeof file_5},
    {"authors.html", file_6, sizeof file_6},
    {"base.html", file_7, sizeof file_7},
    {"entities.html", file_8, sizeof file_8},
    {"entity.html", file_9, sizeof file_9},
    {"home.html", file_10, sizeof file_10},
    {"labels/de.yaml", file_11, sizeof file_11},
    {"labels/en.yaml", file_12, sizeof file_12},
    {"labels/es.yaml", file_13, sizeof file_13},
    {"labels/fr.yaml", file_14, sizeof file_14},
    {"labels/it.yaml", file_15, sizeof file_15},
    {"labels/nl.yaml", file_16, sizeof file_16},
    {"labels/pt.yaml", file_17, sizeof file_17},
    {"labels/sv.yaml", file_18, sizeof file_18},
    {"page.html", file_19, sizeof file_19},
    {"partials/byline.html", file_20, sizeof file_20},
    {"partials/dossier.html", file_21, sizeof file_21},
    {"partials/footer.html", file_22, sizeof file_22},
    {"partials/key-points.html", file_23, sizeof file_23},
    {"partials/lead-figure.html", file_24, sizeof file_24},
    {"partials/masthead.html", file_25, sizeof file_25},
    {"partials/page.html", file_26, sizeof file_26},
    {"partials/story.html", file_27, sizeof file_27},
    {"redirect.html", file_28, sizeof file_28},
    {"section.html", file_29, sizeof file_29},
    {"series.html", file_30, sizeof file_30},
    {"topic.html", file_31, sizeof file_31},
    {"topics.html", file_32, sizeof file_32},
};

const struct theme_file *theme_file_list(void) { return files; }
size_t theme_file_count(void) { return sizeof files / sizeof files[0]; }
