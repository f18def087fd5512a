-- Of how many topics of the next event Amazon has taken the message: what it has taken is not published again when the next one fails.
alter table fan_out add column topics integer default 0 not null;
