-- What is due is taken in this order.
CREATE INDEX job_by_priority ON job (priority DESC, execution_time);
