package io.rowlock.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An app as it can be started as a process: which program, on which libraries, listening where, told what.
 *
 * @param name what the process is called in messages, in its log's name and in the data folder; one process per name
 */
public record App(String name, String mainClass, String classpath, int port, List<String> arguments) {
    public App {
        arguments = List.copyOf(arguments);
    }

    /** The app of a module as the last build left it, with the libraries that the build has written down beside it. */
    public static App ofModule(String name, Path module, String mainClass, int port, List<String> arguments) {
        var classes = module.resolve("target/classes");
        var libraries = module.resolve("target/app.classpath");
        try {
            if (!Files.isDirectory(classes) || !Files.exists(libraries)) {
                throw new CannotLaunch("The module " + module + " is not built.");
            }
            return new App(
                    name,
                    mainClass,
                    classes + File.pathSeparator + Files.readString(libraries).strip(),
                    port,
                    arguments);
        } catch (IOException e) {
            throw new CannotLaunch("The module " + module + " cannot be read: " + e, e);
        }
    }
}
