-- What the application secret's check key says, so that a node started with another secret is told so at once.
create table application_secret (
    one         boolean primary key default true check (one),
    fingerprint bytea   not null
);
