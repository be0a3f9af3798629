package dev.tidings.inbox;

import dev.tidings.notice.AudienceKey;
import java.util.Set;

/**
 * Which notices a user finds where. All are read by the index on (key, number), newest first, and
 * stop as soon as there are enough.
 */
final class InboxSql {
  /** Neither scheduled nor retracted nor, by the database's clock, over. */
  static final String LIVE =
      "v.status = 'PUBLISHED' and (v.expires_at is null or v.expires_at > current_timestamp)";

  private static final String FOR_KEYS =
      "exists (select 1 from notice_audience a"
          + " where a.notice_id = v.id and a.audience_key = any(:keys))";

  private static final String NOT_MUTED =
      "(v.severity = 'CRITICAL' or not v.category = any(:muted))";

  private static final String IN_CATEGORY = "(:category = '' or v.category = :category)";

  /**
   * One way for what is for everybody, which can be much and needs no sorting, and one for what is
   * for the user and their groups: of that only numbers are sorted, and notices are looked at from
   * the newest on until there are enough.
   */
  private static final String NEWEST =
      """
      (select a.event_seq
       from notice_audience a join notice v on v.event_seq = a.event_seq
         left join inbox_mark m on m.username = :user and m.event_seq = a.event_seq
       where a.audience_key = 'all' and a.event_seq > :above and a.event_seq < :before and %1$s
       order by a.audience_key, a.event_seq desc
       limit :n)
      union
      (select c.event_seq
       from (select distinct a.event_seq
             from unnest(:keys) k(audience_key)
               join notice_audience a on a.audience_key = k.audience_key
             where k.audience_key <> 'all' and a.event_seq > :above and a.event_seq < :before
             order by a.event_seq desc) c
         join notice v on v.event_seq = c.event_seq
         left join inbox_mark m on m.username = :user and m.event_seq = c.event_seq
       where %1$s
       order by c.event_seq desc
       limit :n)
      """;

  private static final String MARKED =
      """
      (select m.event_seq
       from inbox_mark m join notice v on v.event_seq = m.event_seq
       where m.username = :user and m.event_seq < :before and %1$s
       order by m.event_seq desc
       limit :n)
      """;

  /** Everything but the archive. */
  static final String ALL =
      newest(NEWEST.formatted(LIVE + " and " + IN_CATEGORY + " and m.is_archived is not true"));

  static final String ARCHIVED =
      newest(
          MARKED.formatted(
              "m.is_archived and " + LIVE + " and " + IN_CATEGORY + " and " + FOR_KEYS));

  /** What counts: above the watermark unless a mark says read, below it if a mark says unread. */
  static final String UNREAD =
      newest(
          NEWEST.formatted(
                  LIVE
                      + (" and " + IN_CATEGORY + " and " + NOT_MUTED)
                      + " and m.is_read is not true and m.is_archived is not true")
              + "union\n"
              + MARKED.formatted(
                  "m.event_seq <= :above and not m.is_read and not m.is_archived and "
                      + (LIVE + " and " + IN_CATEGORY + " and " + NOT_MUTED + " and " + FOR_KEYS)));

  static final String COUNT_UNREAD = "select count(*) from (" + UNREAD + ") t";

  /** A live notice by its id, if the caller may see it. */
  static final String ONE =
      "select v.event_seq from notice v where v.id = :id and " + LIVE + " and " + FOR_KEYS;

  /** A published notice by its id, if the caller may see it; perhaps it is over. */
  static final String PUBLISHED =
      "select v.event_seq from notice v where v.id = :id and v.status = 'PUBLISHED' and "
          + FOR_KEYS;

  /** Where some live notices stand. */
  static final String FLAGS =
      """
      select v.id, coalesce(m.is_read, v.event_seq <= :readUpto) as is_read,
             coalesce(m.is_archived, false) as is_archived
      from notice v left join inbox_mark m on m.username = :user and m.event_seq = v.event_seq
      where v.id = any(:ids) and
      """
          + (LIVE + " and " + FOR_KEYS);

  /** Live notices below the watermark that are marked unread, muted and archived ones too. */
  static final String KEPT_UNREAD =
      """
      select v.id, m.is_archived
      from inbox_mark m join notice v on v.event_seq = m.event_seq
      where m.username = :user and m.event_seq <= :above and not m.is_read and
      """
          + (LIVE + " and " + FOR_KEYS)
          + " order by m.event_seq desc limit :n";

  private InboxSql() {}

  private static String newest(String found) {
    return "select event_seq from (\n" + found + ") s order by event_seq desc limit :n";
  }

  /** The user's keys as an array, so that a statement is the same for any number of groups. */
  static String[] array(Set<AudienceKey> keys) {
    return keys.stream().map(AudienceKey::value).toArray(String[]::new);
  }

  static String[] array(Preferences preferences) {
    return preferences.mutedCategories().toArray(String[]::new);
  }
}
