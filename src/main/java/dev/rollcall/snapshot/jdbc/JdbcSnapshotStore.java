package dev.rollcall.snapshot.jdbc;

import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.Reference;
import dev.rollcall.snapshot.SnapshotStore;
import dev.rollcall.snapshot.UserSink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcSnapshotStore implements SnapshotStore {
    private final DataSource source;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    JdbcSnapshotStore(DataSource source) {
        this.source = source;
        this.jdbc = JdbcClient.create(source);
        this.batches = new JdbcTemplate(source);
    }

    @Override
    public UserSink begin(long runId, Set<Attribute> mapped) {
        try {
            Connection connection = source.getConnection();
            try {
                return new CopiedUsers(connection, runId, mapped);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw CopiedUsers.lost(e);
        }
    }

    @Override
    public void references(long runId, List<Reference> references) {
        jdbc.sql("delete from tenant_reference where run_id = :run")
                .param("run", runId)
                .update();
        String insert = """
            insert into tenant_reference (run_id, kind, id, name, path, assignable, always)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
            """;
        batches.batchUpdate(insert, references, 1000, (statement, reference) -> {
            statement.setLong(1, runId);
            statement.setString(2, reference.kind().key());
            statement.setString(3, reference.id());
            statement.setString(4, reference.name());
            statement.setString(5, reference.path());
            statement.setBoolean(6, reference.assignable());
            statement.setBoolean(7, reference.always());
        });
    }

    @Override
    public void invitations(long runId, String job, List<OpenInvitation> open) {
        String[] ids = open.stream().map(o -> o.id().value()).toArray(String[]::new);
        String[] emails = open.stream()
                .map(o -> Comparison.key(Attribute.EMAIL, o.email()))
                .toArray(String[]::new);
        jdbc.sql("""
            update invitation set listed = invitation_id = any(:ids) or email_key = any(:emails)
            where job = :job\
            """)
                .param("ids", ids)
                .param("emails", emails)
                .param("job", job)
                .update();
        forgetInvitations(runId);
        jdbc.sql("""
            insert into open_invitation (run_id, email_key, invitation_id)
            select :run, o.email_key, o.id
              from unnest(cast(:emails as text[]), cast(:ids as text[])) o(email_key, id)
             where o.email_key <> '' on conflict do nothing\
            """)
                .param("run", runId)
                .param("emails", emails)
                .param("ids", ids)
                .update();
    }

    private void forgetInvitations(long runId) {
        jdbc.sql("delete from open_invitation where run_id = :run")
                .param("run", runId)
                .update();
    }

    /// The person has accepted: the user with the invited e-mail is theirs, where nobody else is linked to it.
    @Override
    public void accepted(long runId, String job) {
        jdbc.sql("""
            with accepted as (
                select i.employee_id, min(u.remote_id) as remote_id
                from invitation i
                join tenant_user u on u.run_id = :run and coalesce(u.email_key, u.email) = i.email_key
                where i.job = :job
                group by i.employee_id
                having count(*) = 1),
            linked as (
                insert into link (job, employee_id, remote_id, made_by_run)
                select :job, employee_id, remote_id, :run from accepted
                on conflict do nothing)
            delete from invitation i using accepted a
            where i.job = :job and i.employee_id = a.employee_id\
            """).param("run", runId).param("job", job).update();
    }

    @Override
    public void drop(long runId) {
        jdbc.sql("drop table if exists tenant_user_" + runId).update();
        forgetInvitations(runId);
        jdbc.sql("delete from tenant_reference where run_id = :run")
                .param("run", runId)
                .update();
    }
}
