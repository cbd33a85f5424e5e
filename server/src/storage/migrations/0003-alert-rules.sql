-- The rule that raised an alert, as far as its text tells: alerts of one type and source whose titles differ only in numbers,
-- digests, addresses and names with digits in them have the same key. The database makes it, so that every row has it and none
-- is stale; what answers a creation repeats it (model/rule-key.ts). What is replaced is made of plain letters: words of other scripts keep what distinguishes them.
create function skep.rule_key(type text, source text, title text) returns text language sql immutable parallel safe
  as $$ select type || ';' || source || ';' || left(btrim(regexp_replace(regexp_replace(regexp_replace(
    lower(title collate "C"),
    '[a-z0-9_@:/\\.\[\]%?&=#~+-]*(?:[0-9@]|://|[a-z0-9_]\[?\.\]?[a-z0-9_])[a-z0-9_@:/\\.\[\]%?&=#~+-]*', '*', 'g'),
    '\*(?:[ ,;|]+\*)+', '*', 'g'),
    '[ \t\r\n]+', ' ', 'g')), 200) $$;

alter table skep.alert add column rule_key text not null generated always as (skep.rule_key(type, source, title)) stored;
create index alert_by_rule on skep.alert (organisation_id, rule_key, date desc) where deleted_at is null;
