-- Schedules whose terms do not say can be cancelled as long as they are sold.
alter table schedule add column cancel_until timestamptz;
update schedule set cancel_until = sales_close_at;
alter table schedule alter column cancel_until set not null;
