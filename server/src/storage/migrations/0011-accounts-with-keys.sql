-- An account has a key when one of its named keys is there as well; accounts from before this was noted are brought up to date.
update skep.user_account u set has_key = exists (select from skep.api_key k where k.user_id = u.id);
