-- What lets another system in. The secret itself is never kept, only what proves it.
create table api_token (
    id           uuid        primary key,
    name         text        not null check (name <> ''),
    secret_hash  bytea       not null check (octet_length(secret_hash) = 32), -- SHA-256 of 32 random bytes
    scopes       text[]      not null check (cardinality(scopes) > 0),
    sites        uuid[]      not null check (cardinality(sites) > 0),
    treats       boolean     not null, -- whether charts that are confidential are open to it
    created_at   timestamptz not null,
    created_by   text        not null,
    expires_at   timestamptz not null check (expires_at > created_at),
    last_used_at timestamptz,
    revoked_at   timestamptz
);
create unique index api_token_name on api_token (lower(name)) where revoked_at is null;
