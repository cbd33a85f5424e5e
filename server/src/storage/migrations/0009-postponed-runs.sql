-- Until when a run waits whose neuron has used up its rate, or failed in a way that may pass.

alter table skep.job add column waits_until timestamptz;
alter table skep.action add column waits_until timestamptz;
