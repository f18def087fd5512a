-- What repeats directly in a resource.
SELECT
    r->>'$.id' AS "person_id",
    n AS "identifier_number",
    e->>'$.use' AS "use",
    e->>'$.type.coding[0].code' AS "type_code",
    e->>'$.type.coding[0].display' AS "type_display",
    e->>'$.type.coding[0].system' AS "type_coding_system_id",
    e->>'$.type.text' AS "type_text",
    e->>'$.value' AS "identifier_value",
    e->>'$.system' AS "identifier_system_id",
    e->>'$.period.start' AS "period_start",
    e->>'$.period.end' AS "period_end",
    key_of(e->>'$.assigner.reference', 'Organization') AS "assigner_id",
    e->>'$.assigner.reference' AS "assigner_reference",
    e->>'$.assigner.display' AS "assigner_display"
FROM (
    SELECT r, unnest(r->'$.identifier[*]') AS e, generate_subscripts(r->'$.identifier[*]', 1) - 1 AS n FROM "Patient"
)
