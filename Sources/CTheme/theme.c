// Made by Scripts/embed-theme: the files of Templates/, embedded.
#include "CTheme.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_0[] = {
#embed "../../Templates/404.html"
};
static const unsigned char file_1[] = {
#embed "../../Templates/Blocks/answer.html"
};
static const unsigned char file_2[] = {
#embed "../../Templates/Blocks/claim.html"
};
static const unsigned char file_3[] = {
#embed "../../Templates/Blocks/correction.html"
};
static const unsigned char file_4[] = {
#embed "../../Templates/Blocks/embed.html"
};
static const unsigned char file_5[] = {
#embed "../../Templates/Blocks/fact-box.html"
};
static const unsigned char file_6[] = {
#embed "../../Templates/Blocks/gallery.html"
};
static const unsigned char file_7[] = {
#embed "../../Templates/Blocks/key-points.html"
};
static const unsigned char file_8[] = {
#embed "../../Templates/Blocks/pull-quote.html"
};
static const unsigned char file_9[] = {
#embed "../../Templates/Blocks/question.html"
};
static const unsigned char file_10[] = {
#embed "../../Templates/Blocks/related.html"
};
static const unsigned char file_11[] = {
#embed "../../Templates/Blocks/timeline.html"
};
static const unsigned char file_12[] = {
#embed "../../Templates/Blocks/update.html"
};
static const unsigned char file_13[] = {
#embed "../../Templates/archive.html"
};
static const unsigned char file_14[] = {
#embed "../../Templates/article.html"
};
static const unsigned char file_15[] = {
#embed "../../Templates/assets/site.css"
};
static const unsigned char file_16[] = {
#embed "../../Templates/assets/site.js"
};
static const unsigned char file_17[] = {
#embed "../../Templates/author.html"
};
static const unsigned char file_18[] = {
#embed "../../Templates/authors.html"
};
static const unsigned char file_19[] = {
#embed "../../Templates/base.html"
};
static const unsigned char file_20[] = {
#embed "../../Templates/entities.html"
};
static const unsigned char file_21[] = {
#embed "../../Templates/entity.html"
};
static const unsigned char file_22[] = {
#embed "../../Templates/home.html"
};
static const unsigned char file_23[] = {
#embed "../../Templates/labels/de.yaml"
};
static const unsigned char file_24[] = {
#embed "../../Templates/labels/en.yaml"
};
static const unsigned char file_25[] = {
#embed "../../Templates/labels/es.yaml"
};
static const unsigned char file_26[] = {
#embed "../../Templates/labels/fr.yaml"
};
static const unsigned char file_27[] = {
#embed "../../Templates/labels/it.yaml"
};
static const unsigned char file_28[] = {
#embed "../../Templates/labels/nl.yaml"
};
static const unsigned char file_29[] = {
#embed "../../Templates/labels/pt.yaml"
};
static const unsigned char file_30[] = {
#embed "../../Templates/labels/sv.yaml"
};
static const unsigned char file_31[] = {
#embed "../../Templates/page.html"
};
static const unsigned char file_32[] = {
#embed "../../Templates/partials/block.html"
};
static const unsigned char file_33[] = {
#embed "../../Templates/partials/byline.html"
};
static const unsigned char file_34[] = {
#embed "../../Templates/partials/dossier.html"
};
static const unsigned char file_35[] = {
#embed "../../Templates/partials/footer.html"
};
static const unsigned char file_36[] = {
#embed "../../Templates/partials/key-points.html"
};
static const unsigned char file_37[] = {
#embed "../../Templates/partials/lead-figure.html"
};
static const unsigned char file_38[] = {
#embed "../../Templates/partials/masthead.html"
};
static const unsigned char file_39[] = {
#embed "../../Templates/partials/page.html"
};
static const unsigned char file_40[] = {
#embed "../../Templates/partials/story.html"
};
static const unsigned char file_41[] = {
#embed "../../Templates/redirect.html"
};
static const unsigned char file_42[] = {
#embed "../../Templates/section.html"
};
static const unsigned char file_43[] = {
#embed "../../Templates/series.html"
};
static const unsigned char file_44[] = {
#embed "../../Templates/topic.html"
};
static const unsigned char file_45[] = {
#embed "../../Templates/topics.html"
};

static const struct theme_file files[] = {
    {"404.html", file_0, sizeof file_0},
    {"Blocks/answer.html", file_1, sizeof file_1},
    {"Blocks/claim.html", file_2, sizeof file_2},
    {"Blocks/correction.html", file_3, sizeof file_3},
    {"Blocks/embed.html", file_4, sizeof file_4},
    {"Blocks/fact-box.html", file_5, sizeof file_5},
    {"Blocks/gallery.html", file_6, sizeof file_6},
    {"Blocks/key-points.html", file_7, sizeof file_7},
    {"Blocks/pull-quote.html", file_8, sizeof file_8},
    {"Blocks/question.html", file_9, sizeof file_9},
    {"Blocks/related.html", file_10, sizeof file_10},
    {"Blocks/timeline.html", file_11, sizeof file_11},
    {"Blocks/update.html", file_12, sizeof file_12},
    {"archive.html", file_13, sizeof file_13},
    {"article.html", file_14, sizeof file_14},
    {"assets/site.css", file_15, sizeof file_15},
    {"assets/site.js", file_16, sizeof file_16},
    {"author.html", file_17, sizeof file_17},
    {"authors.html", file_18, sizeof file_18},
    {"base.html", file_19, sizeof file_19},
    {"entities.html", file_20, sizeof file_20},
    {"entity.html", file_21, sizeof file_21},
    {"home.html", file_22, sizeof file_22},
    {"labels/de.yaml", file_23, sizeof file_23},
    {"labels/en.yaml", file_24, sizeof file_24},
    {"labels/es.yaml", file_25, sizeof file_25},
    {"labels/fr.yaml", file_26, sizeof file_26},
    {"labels/it.yaml", file_27, sizeof file_27},
    {"labels/nl.yaml", file_28, sizeof file_28},
    {"labels/pt.yaml", file_29, sizeof file_29},
    {"labels/sv.yaml", file_30, sizeof file_30},
    {"page.html", file_31, sizeof file_31},
    {"partials/block.html", file_32, sizeof file_32},
    {"partials/byline.html", file_33, sizeof file_33},
    {"partials/dossier.html", file_34, sizeof file_34},
    {"partials/footer.html", file_35, sizeof file_35},
    {"partials/key-points.html", file_36, sizeof file_36},
    {"partials/lead-figure.html", file_37, sizeof file_37},
    {"partials/masthead.html", file_38, sizeof file_38},
    {"partials/page.html", file_39, sizeof file_39},
    {"partials/story.html", file_40, sizeof file_40},
    {"redirect.html", file_41, sizeof file_41},
    {"section.html", file_42, sizeof file_42},
    {"series.html", file_43, sizeof file_43},
    {"topic.html", file_44, sizeof file_44},
    {"topics.html", file_45, sizeof file_45},
};

const struct theme_file *theme_file_list(void) { return files; }
size_t theme_file_count(void) { return sizeof files / sizeof files[0]; }
