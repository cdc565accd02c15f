-- For a search over a type in all charts, and its pages in the order of ids.
create index chart_resource_type on chart_resource (type, id);
