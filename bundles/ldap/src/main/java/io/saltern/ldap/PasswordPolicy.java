// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.nio.ByteBuffer;
import org.apache.directory.api.ldap.codec.api.AbstractControlFactory;
import org.apache.directory.api.ldap.codec.api.ControlContainer;
import org.apache.directory.api.ldap.codec.api.LdapApiService;
import org.apache.directory.api.ldap.model.message.Control;
import org.apache.directory.api.ldap.model.message.Response;
import org.apache.directory.api.ldap.model.message.controls.OpaqueControl;

/**
 * What directories say of a password besides whether it is right: by the control of
 * draft-behera-ldap-password-policy (OpenLDAP, FreeIPA), or the older one that says that it has
 * expired (389 Directory Server).
 */
final class PasswordPolicy {
  private static final String OID = "1.3.6.1.4.1.42.2.27.8.5.1";
  private static final String EXPIRED_OID = "2.16.840.1.113730.3.4.4";
  private static final int SEQUENCE = 0x30;
  private static final int WARNING = 0xa0;
  private static final int ERROR = 0x81;

  private PasswordPolicy() {}

  /** Teaches a codec these controls, whose values stay as they are. */
  static LdapApiService known(LdapApiService codec) {
    codec.registerRequestControl(new AsItIs(codec, OID));
    codec.registerResponseControl(new AsItIs(codec, OID));
    codec.registerResponseControl(new AsItIs(codec, EXPIRED_OID));
    return codec;
  }

  private static final class AsItIs extends AbstractControlFactory<OpaqueControl> {
    AsItIs(LdapApiService codec, String oid) {
      super(codec, oid);
    }

    @Override
    public Control newControl() {
      return new OpaqueControl(oid);
    }

    @Override
    public void decodeValue(Control control, byte[] value) {
      if (control instanceof OpaqueControl opaque) {
        opaque.setEncodedValue(value);
      }
    }

    @Override
    public void decodeValue(ControlContainer container, Control control, byte[] value) {
      decodeValue(control, value);
    }
  }

  /** Asks for it. Whoever does not know it leaves it out. */
  static Control request() {
    return new OpaqueControl(OID, false);
  }

  /** What speaks against the login; empty when nothing does. */
  static String objection(Response response) {
    if (response.getControl(EXPIRED_OID) != null) {
      return "the password has expired";
    }
    if (!(response.getControl(OID) instanceof OpaqueControl control)
        || control.getEncodedValue() == null) {
      return "";
    }
    return switch (error(ByteBuffer.wrap(control.getEncodedValue()))) {
      case -1 -> "";
      case 0 -> "the password has expired";
      case 1 -> "the account is locked";
      case 2 -> "the user must change the password first";
      default -> "the password does not meet the directory's policy";
    };
  }

  /** The number of the error; -1 when there is none. */
  private static int error(ByteBuffer value) {
    if (value.remaining() < 2 || (value.get() & 0xff) != SEQUENCE) {
      return -1;
    }
    value.get();
    while (value.remaining() >= 2) {
      int tag = value.get() & 0xff;
      int length = value.get() & 0xff;
      if (length > value.remaining()) {
        return -1;
      }
      if (tag == ERROR && length == 1) {
        return value.get() & 0xff;
      }
      if (tag != WARNING) {
        return -1;
      }
      value.position(value.position() + length);
    }
    return -1;
  }
}
