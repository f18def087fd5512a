package org.almoner.dataset.definition;

/**
 * An entity by a SQL on FHIR v2 ViewDefinition.
 *
 * @param json the ViewDefinition: well-formed, of that resource type and with the entity's name; otherwise unchecked
 */
public record ViewEntity(String name, String fileName, String json) implements EntityDefinition {}
