-- Orders that were readied before orders could be cancelled cannot be: the log gives them this moment, too.
alter table payment_order add column cancel_until timestamptz;
update payment_order set cancel_until = pay_until;
alter table payment_order alter column cancel_until set not null;
alter table payment_order alter column transaction_id type varchar(200);

-- What happened, beside the status that it led to: some of it leaves the status as it was.
alter table payment_step add column what varchar(16);
update payment_step set what = case status when 'READY' then 'READIED' when 'PAID' then 'APPROVED' else status end;
alter table payment_step alter column what set not null;

alter table reservation add column status varchar(16) not null default 'RESERVED';
alter table reservation alter column status drop default;
alter table reservation add column cancelled_at timestamptz;
