BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE device (
	id CHAR(32) NOT NULL, 
	space_id VARCHAR(64) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	token_hash BLOB NOT NULL, 
	paired_at DATETIME NOT NULL, 
	last_seen_at DATETIME, 
	revoked_at DATETIME, 
	CONSTRAINT pk_device PRIMARY KEY (id), 
	CONSTRAINT uq_device_token_hash UNIQUE (token_hash)
);
CREATE TABLE device_epoch (
	device_id CHAR(32) NOT NULL, 
	epoch BIGINT NOT NULL, 
	acked_seq BIGINT NOT NULL, 
	refused JSON NOT NULL, 
	CONSTRAINT pk_device_epoch PRIMARY KEY (device_id, epoch)
);
CREATE TABLE fact (
	space_id VARCHAR(64) NOT NULL, 
	id CHAR(32) NOT NULL, 
	device_id CHAR(32) NOT NULL, 
	epoch BIGINT NOT NULL, 
	seq BIGINT NOT NULL, 
	at DATETIME NOT NULL, 
	offset_ms BIGINT, 
	kind VARCHAR(32) NOT NULL, 
	person VARCHAR(16), 
	actor VARCHAR(64), 
	body JSON NOT NULL, 
	day DATE NOT NULL, 
	target CHAR(32), 
	position BIGINT NOT NULL, 
	CONSTRAINT pk_fact PRIMARY KEY (space_id, id)
);
INSERT INTO "fact" VALUES('casa-norte','019cad8fac0072189c924098011738cc','6e0d5f4e2f3c4f0e9d4c000000000002',744846044626213004,1,'2026-03-02 08:00:00.000000',NULL,'checked_in','aaaaaaaaaaaaaaaa',NULL,'{"via": "pass", "reason": ""}','2026-03-02',NULL,1);
INSERT INTO "fact" VALUES('casa-norte','019cad943fe07c1f973c49e01d86ecd4','6e0d5f4e2f3c4f0e9d4c000000000002',744846044626213004,2,'2026-03-02 08:05:00.000000',NULL,'mode_set','aaaaaaaaaaaaaaaa',NULL,'{"mode": "heads_down", "until": null}','2026-03-02',NULL,2);
INSERT INTO "fact" VALUES('casa-norte','019cadafb7207e5d8bf98e7dc2932c5c','6e0d5f4e2f3c4f0e9d4c000000000002',744846044626213004,3,'2026-03-02 08:35:00.000000',NULL,'checked_in','bbbbbbbbbbbbbbbb',NULL,'{"via": "pass", "reason": ""}','2026-03-02',NULL,3);
INSERT INTO "fact" VALUES('casa-norte','019cadb44b00781ab78ad5370e5721b5','6e0d5f4e2f3c4f0e9d4c000000000002',744846044626213004,4,'2026-03-02 08:40:00.000000',NULL,'visibility_set','bbbbbbbbbbbbbbbb',NULL,'{"value": "first_name", "wording": 1, "language": "en", "after_ms": 0}','2026-03-02',NULL,4);
INSERT INTO "fact" VALUES('casa-norte','019cae2228007cf3992ad0c0866ee6be','6e0d5f4e2f3c4f0e9d4c000000000002',744846044626213004,5,'2026-03-02 10:40:00.000000',NULL,'checked_out','aaaaaaaaaaaaaaaa',NULL,'{"via": "pass", "reason": ""}','2026-03-02',NULL,5);
INSERT INTO "fact" VALUES('casa-norte','019cae26bbe0702da692019ebb8afc6b','6e0d5f4e2f3c4f0e9d4c000000000002',744846044626213004,6,'2026-03-02 10:45:00.000000',NULL,'checked_in','cccccccccccccccc',NULL,'{"via": "pass", "reason": ""}','2026-03-02',NULL,6);
INSERT INTO "fact" VALUES('casa-norte','019cae27a6407c19be391ef0cca0c2bf','6e0d5f4e2f3c4f0e9d4c000000000002',744846044626213004,7,'2026-03-02 10:46:00.000000',NULL,'undone','cccccccccccccccc',NULL,'{"fact": "019cae26-bbe0-702d-a692-019ebb8afc6b"}','2026-03-02','019cae26bbe0702da692019ebb8afc6b',7);
INSERT INTO "fact" VALUES('casa-norte','019cb34e02407442bc2a899b654c89cc','6e0d5f4e2f3c4f0e9d4c000000000002',744846044626213004,8,'2026-03-03 10:46:00.000000',NULL,'checked_in','aaaaaaaaaaaaaaaa',NULL,'{"via": "pass", "reason": ""}','2026-03-03',NULL,8);
INSERT INTO "fact" VALUES('casa-norte','019cb34e02407e998be903393f654b6c','6e0d5f4e2f3c4f0e9d4c000000000002',744846044626213004,9,'2026-03-03 10:46:00.000000',NULL,'checked_in','cccccccccccccccc',NULL,'{"via": "pass", "reason": ""}','2026-03-03',NULL,9);
INSERT INTO "fact" VALUES('casa-norte','019cb34e024076c3a651fbd281066306','6e0d5f4e2f3c4f0e9d4c000000000002',744846044626213004,10,'2026-03-03 10:46:00.000000',NULL,'denied','bbbbbbbbbbbbbbbb',NULL,'{"reason": "expired"}','2026-03-03',NULL,10);
CREATE TABLE feed_head (
	feed VARCHAR(80) NOT NULL, 
	head BIGINT NOT NULL, 
	CONSTRAINT pk_feed_head PRIMARY KEY (feed)
);
INSERT INTO "feed_head" VALUES('directory',6);
INSERT INTO "feed_head" VALUES('space:casa-norte',10);
CREATE TABLE member (
	handle VARCHAR(16) NOT NULL, 
	home_space VARCHAR(64) NOT NULL, 
	spaces JSON NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	valid_from DATE, 
	valid_until DATE, 
	generation INTEGER NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	visibility VARCHAR(16), 
	visibility_stamp VARCHAR(96) NOT NULL, 
	profile JSON NOT NULL, 
	version BIGINT NOT NULL, 
	CONSTRAINT pk_member PRIMARY KEY (handle)
);
INSERT INTO "member" VALUES('aaaaaaaaaaaaaaaa','casa-norte','["casa-norte"]','active',NULL,NULL,0,'en','profile','','{"display_name": "Ana Torres", "first_name": "Ana", "headline": "", "offers": [{"id": "0", "text": "Drawing a logo", "kind": "skill"}], "asks": [{"id": "0", "text": "Reading a contract", "kind": "skill"}], "languages": [], "links": [], "seat": "", "ask_about": ""}',3);
INSERT INTO "member" VALUES('bbbbbbbbbbbbbbbb','casa-norte','["casa-norte"]','active',NULL,NULL,0,'en','first_name','001772440800000:6e0d5f4e-2f3c-4f0e-9d4c-000000000002:00744846044626213004:000000000004','{"display_name": "Bea Ruiz", "first_name": "Bea", "headline": "", "offers": [], "asks": [], "languages": [], "links": [], "seat": "", "ask_about": ""}',6);
INSERT INTO "member" VALUES('cccccccccccccccc','casa-norte','["casa-norte"]','active',NULL,NULL,0,'en','profile','','{"display_name": "Carl Ott", "first_name": "Carl", "headline": "", "offers": [], "asks": [], "languages": [], "links": [], "seat": "", "ask_about": ""}',5);
CREATE TABLE member_contact (
	handle VARCHAR(16) NOT NULL, 
	email VARCHAR(254) NOT NULL, 
	CONSTRAINT pk_member_contact PRIMARY KEY (handle), 
	CONSTRAINT uq_member_contact_email UNIQUE (email)
);
CREATE TABLE member_space (
	space_id VARCHAR(64) NOT NULL, 
	handle VARCHAR(16) NOT NULL, 
	CONSTRAINT pk_member_space PRIMARY KEY (space_id, handle)
);
INSERT INTO "member_space" VALUES('casa-norte','aaaaaaaaaaaaaaaa');
INSERT INTO "member_space" VALUES('casa-norte','bbbbbbbbbbbbbbbb');
INSERT INTO "member_space" VALUES('casa-norte','cccccccccccccccc');
CREATE TABLE operator (
	id CHAR(32) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	stream_epoch CHAR(32) NOT NULL, 
	CONSTRAINT pk_operator PRIMARY KEY (id)
);
CREATE TABLE outbox (
	epoch BIGINT NOT NULL, 
	seq BIGINT NOT NULL, 
	space_id VARCHAR(64) NOT NULL, 
	fact_id CHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	tries INTEGER NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_outbox PRIMARY KEY (epoch, seq)
);
INSERT INTO "outbox" VALUES(744846044626213004,4,'casa-norte','019cadb44b00781ab78ad5370e5721b5','2026-03-02 08:40:00.000000','pending',1,'');
INSERT INTO "outbox" VALUES(744846044626213004,5,'casa-norte','019cae2228007cf3992ad0c0866ee6be','2026-03-02 10:40:00.000000','pending',1,'');
INSERT INTO "outbox" VALUES(744846044626213004,6,'casa-norte','019cae26bbe0702da692019ebb8afc6b','2026-03-02 10:45:00.000000','quarantined',0,'the server said no');
INSERT INTO "outbox" VALUES(744846044626213004,7,'casa-norte','019cae27a6407c19be391ef0cca0c2bf','2026-03-02 10:46:00.000000','pending',0,'');
INSERT INTO "outbox" VALUES(744846044626213004,8,'casa-norte','019cb34e02407442bc2a899b654c89cc','2026-03-03 10:46:00.000000','pending',0,'');
INSERT INTO "outbox" VALUES(744846044626213004,9,'casa-norte','019cb34e02407e998be903393f654b6c','2026-03-03 10:46:00.000000','pending',0,'');
INSERT INTO "outbox" VALUES(744846044626213004,10,'casa-norte','019cb34e024076c3a651fbd281066306','2026-03-03 10:46:00.000000','pending',0,'');
CREATE TABLE pairing_code (
	code_hash BLOB NOT NULL, 
	space_id VARCHAR(64) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_pairing_code PRIMARY KEY (code_hash)
);
CREATE TABLE signing_key (
	key_id SMALLINT NOT NULL, 
	public_key BLOB NOT NULL, 
	retired BOOLEAN NOT NULL, 
	version BIGINT NOT NULL, 
	CONSTRAINT pk_signing_key PRIMARY KEY (key_id)
);
INSERT INTO "signing_key" VALUES(1,X'03A107BFF3CE10BE1D70DD18E74BC09967E4D6309BA50D5F1DDC8664125531B8',0,2);
CREATE TABLE space (
	id VARCHAR(64) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	timezone VARCHAR(64) NOT NULL, 
	policy JSON NOT NULL, 
	version BIGINT NOT NULL, 
	CONSTRAINT pk_space PRIMARY KEY (id)
);
INSERT INTO "space" VALUES('casa-norte','Casa Norte','Europe/Madrid','{"opening": [["08:00", "20:00"], ["08:00", "20:00"], ["08:00", "20:00"], ["08:00", "20:00"], ["08:00", "20:00"], null, null], "day_end_hour": 4, "capacity": 40, "place_of_help": {}, "welcome_line": {}}',1);
CREATE TABLE station (
	device_id CHAR(32) NOT NULL, 
	space_id VARCHAR(64) NOT NULL, 
	operator_id CHAR(32) NOT NULL, 
	epoch BIGINT NOT NULL, 
	next_seq BIGINT NOT NULL, 
	offset_ms BIGINT, 
	cursor VARCHAR(400) NOT NULL, 
	acked_seq BIGINT NOT NULL, 
	last_contact_at DATETIME, 
	CONSTRAINT pk_station PRIMARY KEY (device_id)
);
INSERT INTO "station" VALUES('6e0d5f4e2f3c4f0e9d4c000000000002','casa-norte','6e0d5f4e2f3c4f0e9d4c000000000001',744846044626213004,11,1500,'v1.abc',3,'2026-03-03 10:46:00.000000');
CREATE TABLE visit (
	space_id VARCHAR(64) NOT NULL, 
	id CHAR(32) NOT NULL, 
	person VARCHAR(16) NOT NULL, 
	day DATE NOT NULL, 
	arrived_at DATETIME NOT NULL, 
	last_sign_at DATETIME NOT NULL, 
	assumed_left_at DATETIME NOT NULL, 
	day_ends_at DATETIME NOT NULL, 
	via VARCHAR(16) NOT NULL, 
	left_at DATETIME, 
	ending VARCHAR(16), 
	mode VARCHAR(16) NOT NULL, 
	here_till DATETIME, 
	CONSTRAINT pk_visit PRIMARY KEY (space_id, id)
);
INSERT INTO "visit" VALUES('casa-norte','019cadafb7207e5d8bf98e7dc2932c5c','bbbbbbbbbbbbbbbb','2026-03-02','2026-03-02 08:35:00.000000','2026-03-02 08:35:00.000000','2026-03-02 19:00:00.000000','2026-03-03 03:00:00.000000','pass',NULL,NULL,'hello',NULL);
INSERT INTO "visit" VALUES('casa-norte','019cad8fac0072189c924098011738cc','aaaaaaaaaaaaaaaa','2026-03-02','2026-03-02 08:00:00.000000','2026-03-02 10:40:00.000000','2026-03-02 19:00:00.000000','2026-03-03 03:00:00.000000','pass','2026-03-02 10:40:00.000000','checked_out','heads_down',NULL);
INSERT INTO "visit" VALUES('casa-norte','019cb34e02407442bc2a899b654c89cc','aaaaaaaaaaaaaaaa','2026-03-03','2026-03-03 10:46:00.000000','2026-03-03 10:46:00.000000','2026-03-03 19:00:00.000000','2026-03-04 03:00:00.000000','pass',NULL,NULL,'hello',NULL);
INSERT INTO "visit" VALUES('casa-norte','019cb34e02407e998be903393f654b6c','cccccccccccccccc','2026-03-03','2026-03-03 10:46:00.000000','2026-03-03 10:46:00.000000','2026-03-03 19:00:00.000000','2026-03-04 03:00:00.000000','pass',NULL,NULL,'hello',NULL);
CREATE INDEX ix_fact_space_id_day ON fact (space_id, day);
CREATE UNIQUE INDEX ix_fact_space_id_device_id_epoch_seq ON fact (space_id, device_id, epoch, seq);
CREATE INDEX ix_fact_space_id_person_day ON fact (space_id, person, day);
CREATE UNIQUE INDEX ix_fact_space_id_position ON fact (space_id, position);
CREATE INDEX ix_fact_undos ON fact (space_id, target) WHERE target IS NOT NULL;
CREATE INDEX ix_member_version ON member (version);
CREATE INDEX ix_outbox_state_tries_seq ON outbox (state, tries, seq);
CREATE INDEX ix_outbox_fact_id ON outbox (fact_id);
CREATE INDEX ix_signing_key_version ON signing_key (version);
CREATE INDEX ix_space_version ON space (version);
CREATE INDEX ix_visit_space_id_day ON visit (space_id, day);
CREATE INDEX ix_visit_space_id_person_day ON visit (space_id, person, day);
CREATE INDEX ix_visit_person_day ON visit (person, day);
COMMIT;
