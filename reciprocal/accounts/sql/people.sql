-- Who may give and take posts. A manager at the own organisation, the coordinator at landlords and agencies, and the
-- scheme manager everywhere; nobody may give a post that sees more than their own.

CREATE OR REPLACE FUNCTION accounts_may_place(of_organisation uuid, new_role text) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM access_actor() a
    WHERE a.role = 'scheme_manager'
       OR (new_role IN ('nominating_officer', 'named_lead', 'lettings_officer', 'partner_manager')
           AND (a.role = 'coordinator' OR (a.role = 'partner_manager' AND a.organisation = of_organisation))))
$$;

-- Who may help the holder of a post that lost the second step: whoever looks after every post that the person holds, since
-- one second step opens them all.
CREATE OR REPLACE FUNCTION accounts_may_help(post uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM accounts_membership m WHERE m.id = post AND m.ended_on IS NULL)
     AND NOT EXISTS (SELECT FROM accounts_membership m
           JOIN accounts_membership held ON held.person_id = m.person_id AND held.ended_on IS NULL
          WHERE m.id = post AND NOT EXISTS (SELECT FROM access_actor() a WHERE a.role IN ('scheme_manager', 'coordinator')
                    OR (a.role = 'partner_manager' AND a.organisation = held.organisation_id)))
$$;

-- Correct one's own name and work phone. The day of a new number is kept for whoever rings back.
CREATE OR REPLACE FUNCTION accounts_correct(new_name text, new_phone text, day date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE accounts_person SET name = new_name, phone = new_phone,
         phone_changed_on = CASE WHEN phone = new_phone THEN phone_changed_on ELSE day END
   WHERE id = (SELECT person FROM access_actor());
  RETURN FOUND;
END $$;

-- Give a post, or give back one that had ended.
CREATE OR REPLACE FUNCTION accounts_give_post(of_person uuid, of_organisation uuid, new_role text, new_title text, day date)
RETURNS uuid LANGUAGE sql AS $$
  INSERT INTO accounts_membership (id, person_id, organisation_id, role, title, started_on)
  VALUES (gen_random_uuid(), of_person, of_organisation, new_role, new_title, day)
  ON CONFLICT (person_id, organisation_id, role) DO UPDATE SET ended_on = NULL, started_on = excluded.started_on
  RETURNING id
$$;

-- Take a post away: its sessions and invitations end in the same moment, and nothing of it is handed on. Says whether it
-- was there.
CREATE OR REPLACE FUNCTION accounts_stop(post uuid, day date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ended uuid;
BEGIN
  UPDATE accounts_membership SET ended_on = day
   WHERE id = post AND ended_on IS NULL AND id <> access_membership() AND accounts_may_place(organisation_id, role)
  RETURNING person_id INTO ended;
  DELETE FROM accounts_session WHERE person = ended;
  -- An invitation that still waits would give the post back.
  DELETE FROM accounts_invitation i USING accounts_membership m JOIN accounts_person p ON p.id = m.person_id
   WHERE m.id = post AND m.person_id = ended AND i.accepted_at IS NULL
     AND i.organisation_id = m.organisation_id AND i.email = lower(p.email);
  RETURN ended IS NOT NULL;
END $$;

-- Give somebody another role at the same organisation in place of the one they have.
CREATE OR REPLACE FUNCTION accounts_change_role(post uuid, new_role text, day date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE was record;
BEGIN
  SELECT * INTO was FROM accounts_membership WHERE id = post;
  IF NOT accounts_may_place(was.organisation_id, new_role) OR NOT accounts_stop(post, day) THEN RETURN false; END IF;
  PERFORM accounts_give_post(was.person_id, was.organisation_id, new_role, was.title, day);
  RETURN true;
END $$;

-- What an invitation says, to whoever has the secret of its link.
CREATE OR REPLACE FUNCTION accounts_invitation_of(wanted text, at timestamptz)
RETURNS TABLE (organisation text, role text, email text, known boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.name::text, i.role::text, i.email::text, EXISTS (SELECT FROM accounts_person p WHERE p.email = i.email)
    FROM accounts_invitation i JOIN partners_organisation o ON o.id = i.organisation_id
    JOIN accounts_membership m ON m.id = i.invited_by_id
   WHERE i.digest = wanted AND i.until > at AND i.accepted_at IS NULL AND o.left_on IS NULL AND m.ended_on IS NULL
$$;

-- Accept an invitation: once, while whoever sent it still holds their post, with the account that is there already, or with a new one.
CREATE OR REPLACE FUNCTION accounts_accept(wanted text, new_name text, new_phone text, new_password text, at timestamptz)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE invited record; found_person uuid;
BEGIN
  UPDATE accounts_invitation SET accepted_at = at
   WHERE digest = wanted AND accepted_at IS NULL AND EXISTS (SELECT FROM accounts_invitation_of(wanted, at)) RETURNING * INTO invited;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT id INTO found_person FROM accounts_person WHERE email = invited.email;
  IF found_person IS NULL THEN
    INSERT INTO accounts_person (id, email, name, phone, password, is_active)
    VALUES (gen_random_uuid(), invited.email, new_name, new_phone, new_password, true) RETURNING id INTO found_person;
  END IF;
  PERFORM accounts_give_post(found_person, invited.organisation_id, invited.role, '', at::date);
  RETURN found_person;
END $$;

-- Make the account of an officer who has confirmed their work e-mail: at the agency of that domain, or at a new one
-- that waits for the coordinator. Nothing where there is an account, or where the domain is a landlord's.
CREATE OR REPLACE FUNCTION accounts_register(
  new_email text, new_name text, new_title text, new_phone text, new_password text, agency text, at timestamptz)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_domain text := split_part(new_email, '@', 2); home record; new_person uuid; home_id uuid;
BEGIN
  SELECT o.* INTO home FROM partners_domain d JOIN partners_organisation o ON o.id = d.organisation_id
   WHERE d.name = of_domain;
  IF FOUND THEN
    IF home.kind <> 'agency' OR home.left_on IS NOT NULL THEN RETURN NULL; END IF;
    home_id := home.id;
  ELSE
    IF EXISTS (SELECT FROM partners_organisation WHERE name = agency) THEN agency := agency || ' (' || of_domain || ')'; END IF;
    INSERT INTO partners_organisation (id, name, kind, bedroom_rule, waits_since)
    VALUES (gen_random_uuid(), agency, 'agency', 'national', at)
    RETURNING id INTO home_id;
    INSERT INTO partners_domain (id, organisation_id, name) VALUES (gen_random_uuid(), home_id, of_domain);
  END IF;
  INSERT INTO accounts_person (id, email, name, phone, password, is_active)
  VALUES (gen_random_uuid(), new_email, new_name, new_phone, new_password, true)
  ON CONFLICT (email) DO NOTHING RETURNING id INTO new_person;
  IF new_person IS NOT NULL THEN
    PERFORM accounts_give_post(new_person, home_id, 'nominating_officer', new_title, at::date);
  END IF;
  RETURN new_person;
END $$;

-- The coordinator accepts a new agency, or turns it down: then its posts and sessions end.
CREATE OR REPLACE FUNCTION accounts_answer_agency(agency uuid, accepted boolean, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF access_role() IS DISTINCT FROM 'coordinator' THEN RETURN false; END IF;
  UPDATE partners_organisation SET waits_since = NULL, left_on = CASE WHEN accepted THEN NULL ELSE at::date END
   WHERE id = agency AND waits_since IS NOT NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  IF NOT accepted THEN
    DELETE FROM partners_domain WHERE organisation_id = agency;
    DELETE FROM accounts_session s USING accounts_membership m
     WHERE m.organisation_id = agency AND m.ended_on IS NULL AND s.person = m.person_id;
    UPDATE accounts_membership SET ended_on = at::date WHERE organisation_id = agency AND ended_on IS NULL;
  END IF;
  RETURN true;
END $$;

-- The second person agrees: the second step that was lost is taken away, and every session of its owner ends.
CREATE OR REPLACE FUNCTION accounts_agree_lost(wanted uuid, at timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE lost record; whose uuid;
BEGIN
  SELECT l.*, m.person_id AS person, a.person_id AS asker INTO lost FROM accounts_lostfactor l
    JOIN accounts_membership m ON m.id = l.membership_id JOIN accounts_membership a ON a.id = l.asked_by_id
   WHERE l.id = wanted AND l.agreed_at IS NULL AND a.ended_on IS NULL FOR UPDATE OF l;
  IF NOT FOUND OR NOT accounts_may_help(lost.membership_id) THEN RETURN NULL; END IF;
  SELECT person INTO whose FROM access_actor();
  IF whose IN (lost.asker, lost.person) THEN RETURN NULL; END IF;
  UPDATE accounts_lostfactor SET agreed_by_id = access_membership(), agreed_at = at WHERE id = wanted;
  -- One call back, one second step: what was asked besides is worth nothing once there is a new one.
  DELETE FROM accounts_lostfactor l USING accounts_membership m
   WHERE m.id = l.membership_id AND m.person_id = lost.person AND l.agreed_at IS NULL;
  DELETE FROM mfa_authenticator WHERE user_id = lost.person;
  DELETE FROM accounts_session WHERE person = lost.person;
  RETURN lost.person;
END $$;

-- Whoever acts has signed in on this day. A warning that nobody signs in is over with it.
CREATE OR REPLACE FUNCTION accounts_signed_in(day date) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE accounts_person SET signed_in_on = day, warned_on = NULL WHERE id = (SELECT person FROM access_actor())
$$;

-- Who holds a post and could sign in, and since when they have not. Whoever has no password of their own, such as
-- the cast of the demonstration, cannot sign in and is not asked to.
CREATE OR REPLACE FUNCTION accounts_not_signed_in()
RETURNS TABLE (person uuid, email text, since date, warned date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id, p.email::text, greatest(p.signed_in_on, max(m.started_on)), p.warned_on
    FROM accounts_person p JOIN accounts_membership m ON m.person_id = p.id AND m.ended_on IS NULL
   WHERE p.is_active AND p.password NOT LIKE '!%' AND (SELECT role FROM access_actor()) = 'system'
   GROUP BY p.id
$$;

-- The service warned somebody who does not sign in. False where they were warned already, or have signed in since.
CREATE OR REPLACE FUNCTION accounts_warned(of_person uuid, not_since date, day date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE accounts_person p SET warned_on = day
   WHERE p.id = of_person AND (p.warned_on IS NULL OR p.warned_on < not_since)
     AND EXISTS (SELECT FROM accounts_not_signed_in() n WHERE n.person = of_person AND n.since = not_since);
  RETURN FOUND;
END $$;

-- The service ends a post of somebody who was warned and has not signed in since. Never the last post of a scheme
-- manager: nobody could let anybody in again.
CREATE OR REPLACE FUNCTION accounts_end_unused(post uuid, warned_by date, day date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ended record;
BEGIN
  SELECT m.person_id, m.role INTO ended FROM accounts_membership m
   WHERE m.id = post AND m.ended_on IS NULL
     AND EXISTS (SELECT FROM accounts_not_signed_in() n WHERE n.person = m.person_id
                  AND n.warned >= n.since AND n.warned <= warned_by)
     FOR UPDATE;
  IF NOT FOUND OR (ended.role = 'scheme_manager' AND NOT EXISTS (
      SELECT FROM accounts_membership o WHERE o.role = 'scheme_manager' AND o.ended_on IS NULL AND o.id <> post)) THEN
    RETURN false;
  END IF;
  UPDATE accounts_membership SET ended_on = day WHERE id = post;
  DELETE FROM accounts_session WHERE person = ended.person_id;
  RETURN true;
END $$;
