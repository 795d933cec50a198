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
INSERT INTO "device" VALUES('4c8909c5e0a14f04b58c649d1fe88a70','casa-norte','kiosk','front door',X'4C29F7D89D65972D7B2E801A9BAB149648C6DB01DE527B7670B33C2C04B764FC','2026-03-02 08:00:00.000000',NULL,NULL);
CREATE TABLE device_epoch (
	device_id CHAR(32) NOT NULL, 
	epoch BIGINT NOT NULL, 
	acked_seq BIGINT NOT NULL, 
	refused JSON NOT NULL, 
	CONSTRAINT pk_device_epoch PRIMARY KEY (device_id, epoch)
);
INSERT INTO "device_epoch" VALUES('4c8909c5e0a14f04b58c649d1fe88a70',77,3,'[5]');
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
INSERT INTO "fact" VALUES('casa-norte','019cad8fac007a339c7ddec20cdc2f4c','69127a2b77d940b5a33a669286ffd217',3821756445277046748,1,'2026-03-02 08:00:00.000000',NULL,'checked_in','bbbbbbbbbbbbbbbb',NULL,'{"via": "pass", "reason": ""}','2026-03-02',NULL,1);
INSERT INTO "fact" VALUES('casa-norte','019cad8fac007b82947ea22679ffcbcb','4c8909c5e0a14f04b58c649d1fe88a70',77,1,'2026-03-02 08:00:00.000000',0,'checked_in','aaaaaaaaaaaaaaaa',NULL,'{"via": "pass", "reason": ""}','2026-03-02',NULL,2);
INSERT INTO "fact" VALUES('casa-norte','019cadc69a807434a98fde80c8d612aa','4c8909c5e0a14f04b58c649d1fe88a70',77,2,'2026-03-02 09:00:00.000000',0,'checked_out','aaaaaaaaaaaaaaaa',NULL,'{"via": "pass", "reason": ""}','2026-03-02',NULL,3);
INSERT INTO "fact" VALUES('casa-norte','019cadfd890071c0833a0916d29e39fc','4c8909c5e0a14f04b58c649d1fe88a70',77,3,'2026-03-02 10:00:00.000000',0,'checked_in','aaaaaaaaaaaaaaaa',NULL,'{"via": "pass", "reason": ""}','2026-03-02',NULL,4);
CREATE TABLE feed_head (
	feed VARCHAR(80) NOT NULL, 
	head BIGINT NOT NULL, 
	CONSTRAINT pk_feed_head PRIMARY KEY (feed)
);
INSERT INTO "feed_head" VALUES('directory',4);
INSERT INTO "feed_head" VALUES('space:casa-norte',4);
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
INSERT INTO "member" VALUES('aaaaaaaaaaaaaaaa','casa-norte','["casa-norte"]','active',NULL,NULL,0,'en','profile','','{"display_name": "Ana Torres", "first_name": "Ana", "headline": "", "offers": [], "asks": [], "languages": [], "links": [], "seat": "", "ask_about": ""}',3);
INSERT INTO "member" VALUES('bbbbbbbbbbbbbbbb','casa-norte','["casa-norte"]','active',NULL,NULL,0,'en','profile','','{"display_name": "Bea Ruiz", "first_name": "Bea", "headline": "", "offers": [], "asks": [], "languages": [], "links": [], "seat": "", "ask_about": ""}',4);
CREATE TABLE member_contact (
	handle VARCHAR(16) NOT NULL, 
	email VARCHAR(254) NOT NULL, 
	CONSTRAINT pk_member_contact PRIMARY KEY (handle), 
	CONSTRAINT uq_member_contact_email UNIQUE (email)
);
INSERT INTO "member_contact" VALUES('aaaaaaaaaaaaaaaa','ana@example.org');
CREATE TABLE member_space (
	space_id VARCHAR(64) NOT NULL, 
	handle VARCHAR(16) NOT NULL, 
	CONSTRAINT pk_member_space PRIMARY KEY (space_id, handle)
);
INSERT INTO "member_space" VALUES('casa-norte','aaaaaaaaaaaaaaaa');
INSERT INTO "member_space" VALUES('casa-norte','bbbbbbbbbbbbbbbb');
CREATE TABLE operator (
	id CHAR(32) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	stream_epoch CHAR(32) NOT NULL, 
	CONSTRAINT pk_operator PRIMARY KEY (id)
);
INSERT INTO "operator" VALUES('2cf0bdb637f94de2a8fa405d4a7c599d','Hello Lobby','2eeab8d7b3084788a3ec976f7b01ff74');
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
CREATE TABLE pairing_code (
	code_hash BLOB NOT NULL, 
	space_id VARCHAR(64) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_pairing_code PRIMARY KEY (code_hash)
);
INSERT INTO "pairing_code" VALUES(X'700F964F1A6B7294242286B4D4FF479887E9FC0FC79965B415FDC5A0CFA60CA7','casa-norte','kiosk','2026-03-02 08:15:00.000000','2026-03-02 08:00:00.000000');
INSERT INTO "pairing_code" VALUES(X'96CDA162C51ED8C9038B19F1A6BCAFF1F74DBF3227AB09B91B629B7AFDA7B4AF','casa-norte','wall','2026-03-02 08:15:00.000000',NULL);
CREATE TABLE signing_key (
	key_id SMALLINT NOT NULL, 
	public_key BLOB NOT NULL, 
	retired BOOLEAN NOT NULL, 
	version BIGINT NOT NULL, 
	CONSTRAINT pk_signing_key PRIMARY KEY (key_id)
);
INSERT INTO "signing_key" VALUES(1,X'E12F3BB3F224BE7CEBF658A9119C2CB36E41C6939AF847868B812812626039AB',0,1);
CREATE TABLE space (
	id VARCHAR(64) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	timezone VARCHAR(64) NOT NULL, 
	policy JSON NOT NULL, 
	version BIGINT NOT NULL, 
	CONSTRAINT pk_space PRIMARY KEY (id)
);
INSERT INTO "space" VALUES('casa-norte','Casa Norte','Europe/Madrid','{"opening": [["08:00", "20:00"], ["08:00", "20:00"], ["08:00", "20:00"], ["08:00", "20:00"], ["08:00", "20:00"], null, null], "day_end_hour": 4, "capacity": 40, "place_of_help": {}, "welcome_line": {}}',2);
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
INSERT INTO "station" VALUES('69127a2b77d940b5a33a669286ffd217','','2cf0bdb637f94de2a8fa405d4a7c599d',3821756445277046748,2,NULL,'',0,NULL);
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
INSERT INTO "visit" VALUES('casa-norte','019cad8fac007a339c7ddec20cdc2f4c','bbbbbbbbbbbbbbbb','2026-03-02','2026-03-02 08:00:00.000000','2026-03-02 08:00:00.000000','2026-03-02 19:00:00.000000','2026-03-03 03:00:00.000000','pass',NULL,NULL,'hello',NULL);
INSERT INTO "visit" VALUES('casa-norte','019cad8fac007b82947ea22679ffcbcb','aaaaaaaaaaaaaaaa','2026-03-02','2026-03-02 08:00:00.000000','2026-03-02 09:00:00.000000','2026-03-02 19:00:00.000000','2026-03-03 03:00:00.000000','pass','2026-03-02 09:00:00.000000','checked_out','hello',NULL);
INSERT INTO "visit" VALUES('casa-norte','019cadfd890071c0833a0916d29e39fc','aaaaaaaaaaaaaaaa','2026-03-02','2026-03-02 10:00:00.000000','2026-03-02 10:00:00.000000','2026-03-02 19:00:00.000000','2026-03-03 03:00:00.000000','pass',NULL,NULL,'hello',NULL);
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
