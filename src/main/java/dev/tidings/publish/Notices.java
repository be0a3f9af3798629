package dev.tidings.publish;

import java.util.UUID;
import org.springframework.data.repository.CrudRepository;

/** The notices in the database. */
interface Notices extends CrudRepository<NoticeRow, UUID> {}
