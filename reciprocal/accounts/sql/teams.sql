-- The teams of an organisation, kept by its manager. Nobody puts themselves into a team: whoever is in none is kept away
-- wherever a team is, and could otherwise step out of it.

-- Make a team, or change its name and who is in it. Gives its id, or nothing where the actor may not keep it. Whoever leaves
-- stays in the table as somebody who left, so that they stay kept away wherever that team already was.
CREATE OR REPLACE FUNCTION accounts_keep_team(of_team uuid, new_name text, people uuid[], at timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE manager record; kept uuid;
BEGIN
  SELECT * INTO manager FROM access_actor() a WHERE a.role = 'partner_manager';
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF of_team IS NULL THEN
    INSERT INTO accounts_team (id, organisation_id, name) VALUES (gen_random_uuid(), manager.organisation, new_name)
    ON CONFLICT DO NOTHING RETURNING id INTO kept;
  ELSE
    UPDATE accounts_team t SET name = new_name
     WHERE t.id = of_team AND t.organisation_id = manager.organisation AND t.ended_at IS NULL
       AND NOT EXISTS (SELECT FROM accounts_team o WHERE o.organisation_id = manager.organisation AND o.name = new_name
                          AND o.ended_at IS NULL AND o.id <> of_team)
    RETURNING t.id INTO kept;
  END IF;
  IF kept IS NULL THEN RETURN NULL; END IF;
  UPDATE accounts_inteam i SET left_at = at
   WHERE i.team_id = kept AND i.left_at IS NULL AND i.person_id <> manager.person AND NOT i.person_id = ANY (people);
  INSERT INTO accounts_inteam (id, organisation_id, team_id, person_id)
  SELECT gen_random_uuid(), manager.organisation, kept, m.person_id
    FROM (SELECT DISTINCT person_id FROM accounts_membership
           WHERE organisation_id = manager.organisation AND ended_on IS NULL) m
   WHERE m.person_id = ANY (people) AND m.person_id <> manager.person
  ON CONFLICT DO NOTHING;
  RETURN kept;
END $$;

-- Take a team away: whoever was in it has left it. Says whether it was one to take away.
CREATE OR REPLACE FUNCTION accounts_end_team(of_team uuid, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE accounts_team t SET ended_at = at FROM access_actor() a
   WHERE t.id = of_team AND t.ended_at IS NULL AND a.role = 'partner_manager' AND t.organisation_id = a.organisation;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE accounts_inteam i SET left_at = at WHERE i.team_id = of_team AND i.left_at IS NULL;
  RETURN true;
END $$;

-- Who leaves a team or comes into one may be kept away by it, or not any more.
DROP TRIGGER IF EXISTS a_bar_begins ON accounts_inteam;
CREATE TRIGGER a_bar_begins BEFORE INSERT OR UPDATE ON accounts_inteam
  FOR EACH STATEMENT EXECUTE FUNCTION access_bar_begins();
