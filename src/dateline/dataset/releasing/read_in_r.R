# Reads this release with base R; run it in the folder of the release. Codes keep their leading zeros.
codebook <- read.csv("codebook.csv", colClasses = "character")
read_table <- function(name) {
  rows <- read.csv(file.path("csv", paste0(name, ".csv")), colClasses = "character", na.strings = "", encoding = "UTF-8")
  kinds <- setNames(codebook$csv_type[codebook$table == name], codebook$csv_column[codebook$table == name])
  for (column in names(rows)) {
    if (kinds[column] %in% c("integer", "number")) rows[[column]] <- as.numeric(rows[[column]])
    if (kinds[column] == "date") rows[[column]] <- as.Date(rows[[column]])
  }
  rows
}
events <- read_table("events")
newest <- aggregate(version ~ article_id, read_table("articles"), max)
events <- merge(events, newest)
cat(nrow(events), "events\n")
