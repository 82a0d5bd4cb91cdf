package com.stairoids.webhooks.testing.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that nobody trusts unless told, and the servers it vouches for. */
public final class CertificateAuthority {
    private static final X500Name NAME = new X500Name("CN=Test authority");
    private static final X500Name SERVER = new X500Name("CN=Test server");
    private static final char[] PASSWORD = "only in memory".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair keys;
    private final X509Certificate certificate;

    private CertificateAuthority(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    public static CertificateAuthority create() {
        try {
            KeyPair keys = keyPair();
            return new CertificateAuthority(keys, certificate(NAME, keys, NAME, keys, Validity.now(), true));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate authority could be made", e);
        }
    }

    /** A server whose certificate holds for these host names and addresses. */
    public SSLContext server(String... names) {
        return server(Validity.now(), names);
    }

    /** The same with a certificate that ended yesterday. */
    public SSLContext expiredServer(String... names) {
        return server(Validity.past(), names);
    }

    /** A server that vouches for itself. */
    public static SSLContext selfSignedServer(String... names) {
        try {
            KeyPair keys = keyPair();
            return serving(keys, certificate(SERVER, keys, SERVER, keys, Validity.now(), false, names));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("no server could be made", e);
        }
    }

    /** A client that trusts this authority and no other. */
    public SSLContext client() {
        try {
            KeyStore trusted = emptyStore();
            trusted.setCertificateEntry("authority", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            return context(new KeyManager[0], trust.getTrustManagers());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no client could be made", e);
        }
    }

    /** The authority's certificate, as files of trusted authorities hold it. */
    public String pem() {
        return pem(certificate);
    }

    /** A server's private key and certificate, as servers outside Java take them. */
    public PemServer pemServer(String... names) {
        try {
            KeyPair serverKeys = keyPair();
            X509Certificate own = certificate(SERVER, serverKeys, NAME, keys, Validity.now(), false, names);
            return new PemServer(pem("PRIVATE KEY", serverKeys.getPrivate().getEncoded()), pem(own) + pem(certificate));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("no server could be made", e);
        }
    }

    private static String pem(X509Certificate shown) {
        try {
            return pem("CERTIFICATE", shown.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }

    private SSLContext server(Validity validity, String... names) {
        try {
            KeyPair serverKeys = keyPair();
            return serving(
                    serverKeys, certificate(SERVER, serverKeys, NAME, keys, validity, false, names), certificate);
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("no server could be made", e);
        }
    }

    private static X509Certificate certificate(
            X500Name subject,
            KeyPair subjectKeys,
            X500Name issuer,
            KeyPair issuerKeys,
            Validity validity,
            boolean authority,
            String... names)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        issuer,
                        new BigInteger(64, RANDOM),
                        Date.from(validity.from()),
                        Date.from(validity.until()),
                        subject,
                        subjectKeys.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
    }

    private static GeneralNames alternativeNames(String... names) {
        return new GeneralNames(Arrays.stream(names)
                .map(name ->
                        new GeneralName(name.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static SSLContext serving(KeyPair keys, X509Certificate... chain)
            throws GeneralSecurityException, IOException {
        KeyStore own = emptyStore();
        own.setKeyEntry("server", keys.getPrivate(), PASSWORD, chain);
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(own, PASSWORD);
        return context(identity.getKeyManagers(), new TrustManager[0]);
    }

    private static SSLContext context(KeyManager[] identity, TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity, trust, RANDOM);
        return context;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /**
     * Who a server is, in PEM.
     *
     * @param key PKCS #8, not encrypted
     * @param chain its certificate and the authority's
     */
    public record PemServer(String key, String chain) {
        @Override
        public String toString() {
            return chain;
        }
    }

    private record Validity(Instant from, Instant until) {
        static Validity now() {
            Instant now = Instant.now();
            return new Validity(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(1)));
        }

        static Validity past() {
            Instant now = Instant.now();
            return new Validity(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)));
        }
    }
}
