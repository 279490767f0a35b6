-- Photos of meters that customers add to readings as evidence: the picture as the server has re-encoded it, nothing of the file that
-- was sent. At most one a reading. A table of its own, so that no query of readings ever carries pictures along.
create table reading_photos (
  supplier_id text not null references suppliers (id),
  reading_id uuid not null,
  jpeg bytea not null,
  attached_at timestamptz not null default now(),
  primary key (supplier_id, reading_id),
  -- gone whenever its reading goes
  foreign key (supplier_id, reading_id) references readings (supplier_id, id) on delete cascade
);
-- A JPEG cannot be pressed any smaller: do not try.
alter table reading_photos alter column jpeg set storage external;

alter table reading_photos enable row level security;
alter table reading_photos force row level security;
create policy only_own_supplier on reading_photos
  using (supplier_id = current_setting('kabinet.supplier', true))
  with check (supplier_id = current_setting('kabinet.supplier', true));
-- Unlike readings, photos may be deleted: the customer takes them back.
grant select, insert, update, delete on reading_photos to kabinet_app;
