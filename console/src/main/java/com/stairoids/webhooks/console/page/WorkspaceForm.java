package com.stairoids.webhooks.console.page;

import java.util.Optional;

/**
 * Where an operator names a workspace.
 *
 * @param workspace as it was typed
 */
public record WorkspaceForm(String workspace, Optional<String> error) {}
