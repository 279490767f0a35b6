-- What the supplier charges, where, and what of an account it depends on.
--
-- The tariff book (questions, tariffs, norms, benefits) is replaced as a whole by an import that has checked every entry against
-- the contract. An entry is one value to the database: nothing here looks inside a block or a season. So it stays as the contract
-- has it, in `content`, and only what rows are found or joined by has columns of its own. `position` is the entry's place in the file.

create table tariff_questions (
  supplier_id text not null references suppliers (id),
  id text not null,
  position integer not null,
  content jsonb not null,
  primary key (supplier_id, id)
);

create table tariffs (
  supplier_id text not null references suppliers (id),
  id text not null,
  position integer not null,
  -- whether it is for some localities only, which tariff_localities names
  by_locality boolean not null,
  content jsonb not null,
  primary key (supplier_id, id)
);
create index tariffs_for_everywhere on tariffs (supplier_id, position) where not by_locality;

create table consumption_norms (
  supplier_id text not null references suppliers (id),
  id text not null,
  position integer not null,
  content jsonb not null,
  primary key (supplier_id, id)
);

-- Privileges and subsidies there are; which accounts have them, and how much, stands in account_benefits.
create table benefit_kinds (
  supplier_id text not null references suppliers (id),
  id text not null,
  position integer not null,
  content jsonb not null,
  primary key (supplier_id, id)
);

-- Towns and villages under all their names: objects and arrays of the contract.
create table localities (
  supplier_id text not null references suppliers (id),
  id text not null,
  name jsonb not null,
  district jsonb,
  former_names jsonb not null,
  answers jsonb not null,
  primary key (supplier_id, id)
);

-- What a search looks up, so that it reads a handful of names and not all of them; the rules package makes and compares the keys
-- (locality-name.ts). What a name, or one of its words, begins with. The collation makes a range of keys a prefix.
create table locality_starts (
  supplier_id text not null references suppliers (id),
  key text collate "C" not null,
  locality_id text not null,
  -- what to show first: 0 a present name, 1 a former one, 2 and 3 a word within them
  rank smallint not null,
  primary key (supplier_id, key, locality_id),
  foreign key (supplier_id, locality_id) references localities (supplier_id, id) on delete cascade
);
create index locality_starts_by_locality on locality_starts (supplier_id, locality_id);

-- What is left of a name in spite of a slip.
create table locality_slips (
  supplier_id text not null references suppliers (id),
  key text collate "C" not null,
  -- of the name, or the words of it, whose rest the key is
  letters smallint not null,
  locality_id text not null,
  primary key (supplier_id, key, letters, locality_id),
  foreign key (supplier_id, locality_id) references localities (supplier_id, id) on delete cascade
);
create index locality_slips_by_locality on locality_slips (supplier_id, locality_id);

create table tariff_localities (
  supplier_id text not null references suppliers (id),
  locality_id text not null,
  tariff_id text not null,
  primary key (supplier_id, locality_id, tariff_id),
  foreign key (supplier_id, locality_id) references localities (supplier_id, id),
  foreign key (supplier_id, tariff_id) references tariffs (supplier_id, id) on delete cascade
);
create index tariff_localities_by_tariff on tariff_localities (supplier_id, tariff_id);

-- What of an account its charges depend on, besides its use.
create table account_attributes (
  supplier_id text not null references suppliers (id),
  account_id uuid not null,
  -- heated area in square metres, people registered, ordered capacity in units a year
  area numeric check (area >= 0),
  residents integer check (residents >= 0),
  capacity numeric check (capacity >= 0),
  -- question to answer
  answers jsonb not null default '{}',
  primary key (supplier_id, account_id),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id)
);

create table account_benefits (
  supplier_id text not null references suppliers (id),
  account_id uuid not null,
  benefit_id text not null,
  valid_from date not null,
  valid_to date,
  -- the account's own, where they differ from the benefit's
  value numeric check (value >= 0),
  up_to numeric check (up_to >= 0),
  primary key (supplier_id, account_id, benefit_id, valid_from),
  foreign key (supplier_id, account_id) references accounts (supplier_id, id),
  foreign key (supplier_id, benefit_id) references benefit_kinds (supplier_id, id)
);
create index account_benefits_by_benefit on account_benefits (supplier_id, benefit_id);

do $$
declare
  name text;
begin
  foreach name in array array[
    'tariff_questions', 'tariffs', 'consumption_norms', 'benefit_kinds', 'localities', 'locality_starts', 'locality_slips',
    'tariff_localities', 'account_attributes', 'account_benefits'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy only_own_supplier on %I
         using (supplier_id = current_setting(''kabinet.supplier'', true))
         with check (supplier_id = current_setting(''kabinet.supplier'', true))',
      name
    );
    -- Earlier prices stay in the book because the supplier keeps them there; the trade asks for no other trace of them here.
    execute format('grant select, insert, update, delete on %I to kabinet_app', name);
  end loop;
end
$$;
