/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/**
 * The types that somebody who uses a class gets to see: supertypes, and those in public and
 * protected members.
 */
final class PublicSignatures {

    private PublicSignatures() {}

    static Set<JavaClass> of(JavaClass type) {
        Set<JavaClass> seen = new TreeSet<>(Comparator.comparing(JavaClass::getName));
        type.getSuperclass().ifPresent(parent -> add(parent, seen));
        type.getInterfaces().forEach(parent -> add(parent, seen));
        for (JavaMember member : type.getMembers()) {
            if (!member.getModifiers().contains(JavaModifier.PUBLIC)
                    && !member.getModifiers().contains(JavaModifier.PROTECTED)) {
                continue;
            }
            if (member instanceof JavaField field) {
                add(field.getType(), seen);
            } else if (member instanceof JavaCodeUnit unit) {
                add(unit.getReturnType(), seen);
                unit.getParameterTypes().forEach(parameter -> add(parameter, seen));
                seen.addAll(unit.getExceptionTypes());
            }
        }
        return seen;
    }

    private static void add(JavaType type, Set<JavaClass> seen) {
        type.getAllInvolvedRawTypes()
                .forEach(involved -> seen.add(involved.getBaseComponentType()));
    }
}
