-- What the status of a run does not tell of its end: it found nothing, it was refused before it began, or it was called off.
alter table skep.job add column outcome text;
alter table skep.action add column outcome text;
alter table skep.direct_run add column outcome text;

-- Runs that have ended so tell it by the sentence that was written then.
update skep.job set outcome = 'Cancelled' where status = 'Failure' and error_message = 'Cancelled';
update skep.action set outcome = 'Cancelled' where status = 'Failure' and error_message = 'Cancelled';

-- When each secret of an enabled neuron was given its value, and by whom: {name: {at, by}}. Of earlier ones nobody knows.
alter table skep.enabled_neuron add column secrets_since jsonb not null default '{}';
