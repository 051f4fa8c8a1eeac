SELECT article_id, version, outlet, agency, published, words, copy_of, story
FROM current_articles
