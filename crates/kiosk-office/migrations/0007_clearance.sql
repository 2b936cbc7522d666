-- Own words that staff have read and cleared for the wall, with the response each came in. A word goes with its
-- last response.
CREATE TABLE cleared_words (
    event TEXT NOT NULL,
    question TEXT NOT NULL,
    word TEXT NOT NULL,
    response TEXT NOT NULL,
    PRIMARY KEY (event, question, word, response)
) WITHOUT ROWID;
CREATE INDEX cleared_by_response ON cleared_words (response);
