package io.streamwheel.analysis.jdbc;

/** Who somebody is: all ids of the person that one id stands for. */
final class PersonSql {

    /**
     * A WITH clause; parameters {@code site} and {@code id}. {@code person (visitor, known)} has
     * the user id, if there is one, and all anonymous ids that are linked to it. An id that is a
     * user is that user; else it is an anonymous visitor, who may be linked to one.
     */
    static final String PERSON =
            """
            WITH owner AS (
                SELECT CASE WHEN EXISTS (SELECT FROM event WHERE site_id = :site AND visitor = :id AND known)
                                 OR EXISTS (SELECT FROM identity WHERE site_id = :site AND user_id = :id)
                            THEN :id
                            ELSE (SELECT user_id FROM identity WHERE site_id = :site AND anonymous_id = :id)
                       END AS user_id
            ), person (visitor, known) AS (
                SELECT user_id, true FROM owner WHERE user_id IS NOT NULL
                UNION ALL
                SELECT d.anonymous_id, false FROM owner o JOIN identity d ON d.site_id = :site AND d.user_id = o.user_id
                UNION ALL
                SELECT :id, false FROM owner WHERE user_id IS NULL
            )
            """;

    private PersonSql() {}
}
