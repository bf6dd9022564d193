// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The rules behind {@link AccessControl}, whose decisions nobody has recorded yet. For the one who
 * records them; everybody else asks {@link AccessControl}.
 */
@ProviderType
public interface AccessRules extends AccessControl {}
