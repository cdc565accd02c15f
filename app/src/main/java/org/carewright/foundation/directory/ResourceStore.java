package org.carewright.foundation.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.SiteId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rooms and devices. */
@Repository
class ResourceStore {

    private final JdbcClient jdbc;

    ResourceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Room> rooms() {
        return jdbc.sql("""
                select r.id, r.site_id, r.name, r.features, r.active, r.version
                from room r join site s on s.id = r.site_id order by s.name, r.name
                """).query(ResourceStore::room).list();
    }

    Optional<Room> find(RoomId id) {
        return jdbc.sql("select id, site_id, name, features, active, version from room where id = :id")
                .param("id", id.value())
                .query(ResourceStore::room)
                .optional();
    }

    boolean nameIsTaken(Room room) {
        return jdbc.sql("select exists (select from room where site_id = :site and name = :name and id <> :id)")
                .params(params(room).map())
                .query(Boolean.class)
                .single();
    }

    void insert(Room room) {
        jdbc.sql("""
                insert into room (id, site_id, name, features, active) values (:id, :site, :name, :features, :active)
                """).params(params(room).map()).update();
    }

    /** Its site stays: what stands or is booked in a room cannot move with it. */
    boolean update(Room room) {
        return jdbc.sql("""
                update room set name = :name, features = :features, active = :active, version = version + 1
                where id = :id and version = :version
                """).params(params(room).map()).update() == 1;
    }

    List<Device> devices() {
        return jdbc.sql("""
                select d.id, d.site_id, d.name, d.kind, d.room_id, d.active, d.version
                from device d join site s on s.id = d.site_id order by s.name, d.name
                """).query(ResourceStore::device).list();
    }

    Optional<Device> find(DeviceId id) {
        return jdbc.sql("select id, site_id, name, kind, room_id, active, version from device where id = :id")
                .param("id", id.value())
                .query(ResourceStore::device)
                .optional();
    }

    boolean nameIsTaken(Device device) {
        return jdbc.sql("select exists (select from device where site_id = :site and name = :name and id <> :id)")
                .params(params(device).map())
                .query(Boolean.class)
                .single();
    }

    void insert(Device device) {
        jdbc.sql("""
                insert into device (id, site_id, name, kind, room_id, active)
                values (:id, :site, :name, :kind, :room, :active)
                """).params(params(device).map()).update();
    }

    boolean update(Device device) {
        return jdbc.sql("""
                update device
                set name = :name, kind = :kind, site_id = :site, room_id = :room, active = :active, version = version + 1
                where id = :id and version = :version
                """).params(params(device).map()).update() == 1;
    }

    private static Params params(Room room) {
        return Params.of("id", room.id())
                .and("site", room.site())
                .and("name", room.name())
                .texts("features", room.features())
                .and("active", room.active())
                .and("version", room.version());
    }

    private static Params params(Device device) {
        return Params.of("id", device.id())
                .and("site", device.site())
                .and("name", device.name())
                .and("kind", device.kind())
                .and("room", device.room())
                .and("active", device.active())
                .and("version", device.version());
    }

    private static Room room(ResultSet row, int n) throws SQLException {
        return new Room(
                new RoomId(row.getObject("id", UUID.class)),
                new SiteId(row.getObject("site_id", UUID.class)),
                row.getString("name"),
                Set.of((String[]) row.getArray("features").getArray()),
                row.getBoolean("active"),
                row.getInt("version"));
    }

    private static Device device(ResultSet row, int n) throws SQLException {
        var room = row.getObject("room_id", UUID.class);
        return new Device(
                new DeviceId(row.getObject("id", UUID.class)),
                new SiteId(row.getObject("site_id", UUID.class)),
                row.getString("name"),
                row.getString("kind"),
                room == null ? null : new RoomId(room),
                row.getBoolean("active"),
                row.getInt("version"));
    }
}
