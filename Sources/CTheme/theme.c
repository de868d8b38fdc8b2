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
#embed "../../Templates/assets/favicon.svg"
};
static const unsigned char file_4[] = {
#embed "../../Templates/assets/site.css"
};
static const unsigned char file_5[] = {
#embed "../../Templates/assets/site.js"
};
static const unsigned char file_6[] = {
#embed "../../Templates/author.html"
};
static const unsigned char file_7[] = {
#embed "../../Templates/authors.html"
};
static const unsigned char file_8[] = {
#embed "../../Templates/base.html"
};
static const unsigned char file_9[] = {
#embed "../../Templates/entities.html"
};
static const unsigned char file_10[] = {
#embed "../../Templates/entity.html"
};
static const unsigned char file_11[] = {
#embed "../../Templates/home.html"
};
static const unsigned char file_12[] = {
#embed "../../Templates/page.html"
};
static const unsigned char file_13[] = {
#embed "../../Templates/partials/byline.html"
};
static const unsigned char file_14[] = {
#embed "../../Templates/partials/dossier.html"
};
static const unsigned char file_15[] = {
#embed "../../Templates/partials/footer.html"
};
static const unsigned char file_16[] = {
#embed "../../Templates/partials/key-points.html"
};
static const unsigned char file_17[] = {
#embed "../../Templates/partials/labels.html"
};
static const unsigned char file_18[] = {
#embed "../../Templates/partials/lead-figure.html"
};
static const unsigned char file_19[] = {
#embed "../../Templates/partials/masthead.html"
};
static const unsigned char file_20[] = {
#embed "../../Templates/partials/page.html"
};
static const unsigned char file_21[] = {
#embed "../../Templates/partials/story.html"
};
static const unsigned char file_22[] = {
#embed "../../Templates/redirect.html"
};
static const unsigned char file_23[] = {
#embed "../../Templates/section.html"
};
static const unsigned char file_24[] = {
#embed "../../Templates/series.html"
};
static const unsigned char file_25[] = {
#embed "../../Templates/topic.html"
};
static const unsigned char file_26[] = {
#embed "../../Templates/topics.html"
};

static const struct theme_file files[] = {
    {"404.html", file_0, sizeof file_0},
    {"archive.html", file_1, sizeof file_1},
    {"article.html", file_2, sizeof file_2},
    {"assets/favicon.svg", file_3, sizeof file_3},
    {"assets/site.css", file_4, sizeof file_4},
    {"assets/site.js", file_5, sizeof file_5},
    {"author.html", file_6, sizeof file_6},
    {"authors.html", file_7, sizeof file_7},
    {"base.html", file_8, sizeof file_8},
    {"entities.html", file_9, sizeof file_9},
    {"entity.html", file_10, sizeof file_10},
    {"home.html", file_11, sizeof file_11},
    {"page.html", file_12, sizeof file_12},
    {"partials/byline.html", file_13, sizeof file_13},
    {"partials/dossier.html", file_14, sizeof file_14},
    {"partials/footer.html", file_15, sizeof file_15},
    {"partials/key-points.html", file_16, sizeof file_16},
    {"partials/labels.html", file_17, sizeof file_17},
    {"partials/lead-figure.html", file_18, sizeof file_18},
    {"partials/masthead.html", file_19, sizeof file_19},
    {"partials/page.html", file_20, sizeof file_20},
    {"partials/story.html", file_21, sizeof file_21},
    {"redirect.html", file_22, sizeof file_22},
    {"section.html", file_23, sizeof file_23},
    {"series.html", file_24, sizeof file_24},
    {"topic.html", file_25, sizeof file_25},
    {"topics.html", file_26, sizeof file_26},
};

const struct theme_file *theme_file_list(void) { return files; }
size_t theme_file_count(void) { return sizeof files / sizeof files[0]; }
