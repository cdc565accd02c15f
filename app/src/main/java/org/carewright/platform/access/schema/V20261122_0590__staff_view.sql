-- Published: who works here, for naming owners and choosing colleagues.
create view staff_view as
select id, name, roles, sites, active from staff_user;
