-- A landlord becomes a partner: by the coordinator alone.
CREATE OR REPLACE FUNCTION partners_add(new_name text, new_kind text, of_domain text, rule text, day date) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE partner uuid;
BEGIN
  IF access_role() IS DISTINCT FROM 'coordinator' OR new_kind NOT IN ('council', 'housing_association') THEN
    RETURN NULL;
  END IF;
  INSERT INTO partners_organisation (id, name, kind, joined_on, bedroom_rule)
  VALUES (gen_random_uuid(), new_name, new_kind, day, rule) RETURNING id INTO partner;
  INSERT INTO partners_domain (id, organisation_id, name) VALUES (gen_random_uuid(), partner, of_domain);
  RETURN partner;
END $$;

-- By which rule set a partner counts bedrooms: kept by the coordinator alone. Says whether it was one to keep.
CREATE OR REPLACE FUNCTION partners_count_bedrooms(partner uuid, rule text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF access_role() IS DISTINCT FROM 'coordinator' THEN RETURN false; END IF;
  UPDATE partners_organisation SET bedroom_rule = rule WHERE id = partner AND joined_on IS NOT NULL;
  RETURN FOUND;
END $$;

-- On which day a partner leaves, or that it stays: kept by the coordinator alone. Says whether it was one to keep.
CREATE OR REPLACE FUNCTION partners_leave(partner uuid, day date, today date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF access_role() IS DISTINCT FROM 'coordinator' THEN RETURN false; END IF;
  UPDATE partners_organisation SET left_on = day, gone = coalesce(day <= today, false)
   WHERE id = partner AND joined_on IS NOT NULL;
  RETURN FOUND;
END $$;

-- The service lets those go whose day has come. Says how many; nobody else lets anybody go.
CREATE OR REPLACE FUNCTION partners_let_go(today date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE went integer;
BEGIN
  IF access_role() IS DISTINCT FROM 'system' THEN RETURN 0; END IF;
  UPDATE partners_organisation SET gone = true WHERE left_on <= today AND joined_on IS NOT NULL AND NOT gone;
  GET DIAGNOSTICS went = ROW_COUNT;
  RETURN went;
END $$;

-- Where a partner has homes, and about how many: kept by its own manager and by the coordinator. Says whether it was one to keep.
CREATE OR REPLACE FUNCTION partners_keep_places(partner uuid, codes text[], band text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM access_actor() a JOIN partners_organisation o ON o.id = partner
                  WHERE o.joined_on IS NOT NULL
                    AND (a.role = 'coordinator' OR (a.role = 'partner_manager' AND a.organisation = partner))) THEN
    RETURN false;
  END IF;
  UPDATE partners_organisation SET homes_band = band WHERE id = partner;
  DELETE FROM partners_placewithhomes WHERE organisation_id = partner AND place <> ALL (codes);
  INSERT INTO partners_placewithhomes (id, organisation_id, place)
  SELECT gen_random_uuid(), partner, code FROM unnest(codes) code ON CONFLICT DO NOTHING;
  RETURN true;
END $$;

-- Whom an officer asks about a decision: kept by the landlord's own named leads and manager. Says whether it was kept.
CREATE OR REPLACE FUNCTION partners_keep_contact(new_contact text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE partners_organisation o SET contact = new_contact
    FROM access_actor() a WHERE o.id = a.organisation AND a.role IN ('named_lead', 'partner_manager');
  RETURN FOUND;
END $$;
