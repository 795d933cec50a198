pragma Singleton
import QtQuick

/** What people work this screen with at the moment: a finger, or keys. */
QtObject {
    property bool areOnKeys: false
}
